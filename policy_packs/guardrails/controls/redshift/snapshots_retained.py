"""Automatic snapshots of Redshift clusters are kept long enough."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    days, fewest = cluster.number("automatedSnapshotRetentionPeriod", default=1), cluster.parameters["days"]
    if days < fewest:
        yield f"snapshots are gone soon; got automatedSnapshotRetentionPeriod {days:g}, expected {fewest} days or more"


def _mend(cluster: Resource) -> dict[str, int]:
    return {"automatedSnapshotRetentionPeriod": cluster.parameters["days"]} if any(_check(cluster)) else {}


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.snapshots-retained",
    title="Automatic snapshots of Redshift clusters are kept long enough",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Damage is often noticed days later, when the last snapshot from before it must still exist.",
    fix="set automatedSnapshotRetentionPeriod to 7 days or more",
    rules=(ResourceRule((_CLUSTER,), _check, _mend),),
    detection=(ConfigRule("REDSHIFT_BACKUP_ENABLED", {"MinRetentionPeriod": "7"}), SecurityHubControl("Redshift.3")),
    frameworks={Framework.FSBP: ("Redshift.3",)},
    equivalents={Tool.CONTROL_TOWER: ("REDSHIFT.PR.2",)},
    parameters={
        "days": Parameter(
            7, {"type": "integer", "minimum": 1, "maximum": 35, "description": "The fewest days that pass."}
        )
    },
    good=(
        example("a week", Given(_CLUSTER, _SALES | {"automatedSnapshotRetentionPeriod": 7})),
        example("the default is enough for the configuration", Given(_CLUSTER, _SALES), days=1),
    ),
    bad=(
        example("everything omitted that may be", Given(_CLUSTER, _SALES)),
        example("everything omitted, two days asked for", Given(_CLUSTER, _SALES), days=2),
        example("six days", Given(_CLUSTER, _SALES | {"automatedSnapshotRetentionPeriod": 6})),
    ),
)
