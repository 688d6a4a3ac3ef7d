"""Kafka clusters measure each topic on each broker."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster

_ENOUGH = ("PER_TOPIC_PER_BROKER", "PER_TOPIC_PER_PARTITION")


def _check(resource: Resource) -> Iterator[str]:
    level = resource.text("enhancedMonitoring", default="DEFAULT")
    if level not in _ENOUGH:
        yield f"unusual topics go unseen; got enhancedMonitoring {level}, expected {' or '.join(_ENOUGH)}"


CONTROL = Control(
    id="msk.monitored",
    title="Kafka clusters measure each topic on each broker",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="Somebody who drains one topic shows in its own figures, not in those of the broker.",
    fix="set enhancedMonitoring to PER_TOPIC_PER_BROKER",
    rules=(ResourceRule((CLUSTER,), _check),),
    detection=(ConfigRule("MSK_ENHANCED_MONITORING_ENABLED"), SecurityHubControl("MSK.2")),
    tier=Tier.REGULATED,
    equivalents={Tool.SECURITY_HUB: ("MSK.2",)},
    good=tuple(example(level, cluster(enhancedMonitoring=level)) for level in _ENOUGH),
    bad=(
        example("everything omitted but what is required", cluster()),
        example("by broker", cluster(enhancedMonitoring="PER_BROKER")),
    ),
)
