"""Brokers have a standby or stand in a cluster."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import BROKER, broker


def _check(resource: Resource) -> Iterator[str]:
    mode = resource.text("deploymentMode", default="SINGLE_INSTANCE")
    if mode == "SINGLE_INSTANCE":
        yield f"one zone's failure is the broker's; got deploymentMode {mode}, expected a standby or a cluster"


CONTROL = Control(
    id="mq.redundant",
    title="Brokers have a standby or stand in a cluster",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    why="A single broker takes everything that talks through it down with it.",
    fix="set deploymentMode to ACTIVE_STANDBY_MULTI_AZ, or to CLUSTER_MULTI_AZ for RabbitMQ",
    rules=(ResourceRule((BROKER,), _check),),
    detection=(
        ConfigRule("MQ_ACTIVE_DEPLOYMENT_MODE"),
        ConfigRule("MQ_RABBIT_DEPLOYMENT_MODE"),
        SecurityHubControl("MQ.5"),
        SecurityHubControl("MQ.6"),
    ),
    tier=Tier.REGULATED,
    equivalents={Tool.SECURITY_HUB: ("MQ.5", "MQ.6")},
    good=(
        example("a standby", broker(deploymentMode="ACTIVE_STANDBY_MULTI_AZ")),
        example("a cluster", broker("RabbitMQ", deploymentMode="CLUSTER_MULTI_AZ")),
    ),
    bad=(
        example("everything omitted but what is required", broker()),
        example("one instance", broker(deploymentMode="SINGLE_INSTANCE")),
    ),
)
