"""Tasks don't use the network of their host."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import TASK, task


def _check(task: Resource) -> Iterator[str]:
    if task.text("networkMode") == "host":
        yield "the containers use the network of their host; got networkMode host, expected awsvpc"


CONTROL = Control(
    id="ecs.no-host-network",
    title="Tasks don't use the network of their host",
    practices=("network.security-groups", "application.secure-coding"),
    severity=Severity.HIGH,
    why="On the host's network a container reaches its services and metadata, and has no security group.",
    fix="set networkMode to awsvpc",
    rules=(ResourceRule((TASK,), _check),),
    detection=(
        ConfigRule("ECS_TASK_DEFINITION_NETWORK_MODE_NOT_HOST"),
        ConfigRule("ECS_TASK_DEFINITION_USER_FOR_HOST_MODE_CHECK"),
        SecurityHubControl("ECS.17"),
    ),
    equivalents={Tool.CONTROL_TOWER: ("ECS.PR.8",), Tool.SECURITY_HUB: ("ECS.1", "ECS.17")},
    good=(
        example("everything omitted", Given(TASK)),
        example("a network interface of its own", task(networkMode="awsvpc")),
        example("the bridge of the host's containers", task(networkMode="bridge")),
    ),
    bad=(example("the network of the host", task(networkMode="host")),),
)
