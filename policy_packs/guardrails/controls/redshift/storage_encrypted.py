"""Redshift clusters are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    if not cluster.flag("encrypted", default=True):
        yield "the warehouse is stored in the clear; got encrypted false, expected true"


def _mend(cluster: Resource) -> dict[str, bool]:
    return {} if cluster.flag("encrypted", default=True) else {"encrypted": True}


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.storage-encrypted",
    title="Redshift clusters are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Encryption is AWS's default; who turns it off stores the whole warehouse and its snapshots in the clear.",
    fix="leave encrypted out, or set it to true with a kmsKeyId of your own",
    rules=(ResourceRule((_CLUSTER,), _check, _mend),),
    detection=(
        ConfigRule("REDSHIFT_CLUSTER_CONFIGURATION_CHECK", {"clusterDbEncrypted": "true", "loggingEnabled": "true"}),
        SecurityHubControl("Redshift.10"),
    ),
    frameworks={Framework.FSBP: ("Redshift.10",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_64",), Tool.TRIVY: ("AWS-0084",)},
    good=(
        example("everything omitted that may be, encrypted by default", Given(_CLUSTER, _SALES)),
        example("encrypted", Given(_CLUSTER, _SALES | {"encrypted": True})),
    ),
    bad=(
        example("in the clear", Given(_CLUSTER, _SALES | {"encrypted": False})),
        example("in the clear, as text", Given(_CLUSTER, _SALES | {"encrypted": "false"})),
    ),
)
