"""Database instances report what their operating system does."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER_INSTANCE, INSTANCE


def _check(instance: Resource) -> Iterator[str]:
    seconds = instance.number("monitoringInterval")
    if seconds <= 0:
        yield f"its processes and memory stay unseen; got monitoringInterval {seconds:g}, expected 1 to 60 seconds"


_SMALL = {"instanceClass": "db.m7g.large"}
_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}
_ROLE = {"monitoringRoleArn": "arn:aws:iam::111122223333:role/rds-monitoring"}

CONTROL = Control(
    id="rds.enhanced-monitoring",
    title="Database instances report what their operating system does",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without it, an exhausted or misused host can only be guessed at from outside.",
    fix="set monitoringInterval to 60 and monitoringRoleArn",
    rules=(ResourceRule((INSTANCE, CLUSTER_INSTANCE), _check),),
    detection=(ConfigRule("RDS_ENHANCED_MONITORING_ENABLED"), SecurityHubControl("RDS.6")),
    frameworks={Framework.FSBP: ("RDS.6",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_118",), Tool.CONTROL_TOWER: ("RDS.PR.2",)},
    good=(
        example("every minute", Given(INSTANCE, _SMALL | _ROLE | {"monitoringInterval": 60})),
        example("every second", Given(INSTANCE, _SMALL | _ROLE | {"monitoringInterval": 1})),
    ),
    bad=(
        example("everything omitted but the class", Given(INSTANCE, _SMALL)),
        example("off", Given(INSTANCE, _SMALL | {"monitoringInterval": 0})),
        example("off for a member of a cluster", Given(CLUSTER_INSTANCE, _MEMBER)),
    ),
)
