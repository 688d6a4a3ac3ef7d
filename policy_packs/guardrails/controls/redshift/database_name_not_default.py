"""Databases of warehouses don't have the name that everybody tries first."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"
_RESTORED = ("snapshotArn", "snapshotIdentifier")


def _check(cluster: Resource) -> Iterator[str]:
    name = cluster.text("databaseName", default="dev")
    if name == "dev" and not any(source in cluster for source in _RESTORED):
        yield f"the database can be guessed; got databaseName {name}, expected another name"


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.database-name-not-default",
    title="Databases of warehouses don't have the name that everybody tries first",
    practices=("account.password-policy",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A connection needs the name of a database too, and scans try the default one.",
    fix="set databaseName to a name other than dev",
    rules=(ResourceRule((_CLUSTER,), _check),),
    detection=(ConfigRule("REDSHIFT_DEFAULT_DB_NAME_CHECK"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_320",), Tool.SECURITY_HUB: ("Redshift.9",)},
    good=(
        example("another name", Given(_CLUSTER, _SALES | {"databaseName": "sales"})),
        example("restored, so it has its name", Given(_CLUSTER, _SALES | {"snapshotIdentifier": "before"})),
        example(
            "restored from another account's snapshot",
            Given(_CLUSTER, _SALES | {"snapshotArn": "arn:aws:redshift:us-east-1:111122223333:snapshot:sales/before"}),
        ),
    ),
    bad=(
        example("everything omitted that may be", Given(_CLUSTER, _SALES)),
        example("the default", Given(_CLUSTER, _SALES | {"databaseName": "dev"})),
    ),
)
