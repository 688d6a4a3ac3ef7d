"""Redshift clusters are backed up automatically."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    days = cluster.number("automatedSnapshotRetentionPeriod", default=1)
    if days < 1:
        yield f"the warehouse can't be restored; got automatedSnapshotRetentionPeriod {days:g}, expected 1 to 35 days"


def _mend(cluster: Resource) -> dict[str, int]:
    return {"automatedSnapshotRetentionPeriod": 7} if any(_check(cluster)) else {}


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.snapshots-on",
    title="Redshift clusters are backed up automatically",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    why="Without snapshots, one wrong statement ends the data.",
    fix="set automatedSnapshotRetentionPeriod to the days that snapshots are kept",
    rules=(ResourceRule((_CLUSTER,), _check, _mend),),
    detection=(ConfigRule("REDSHIFT_BACKUP_ENABLED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_343",)},
    good=(
        example("everything omitted that may be, a day by default", Given(_CLUSTER, _SALES)),
        example("a day", Given(_CLUSTER, _SALES | {"automatedSnapshotRetentionPeriod": 1})),
    ),
    bad=(example("off", Given(_CLUSTER, _SALES | {"automatedSnapshotRetentionPeriod": 0})),),
)
