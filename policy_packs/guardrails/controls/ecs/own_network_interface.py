"""Each task has a network interface of its own."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import TASK, task


def _check(task: Resource) -> Iterator[str]:
    mode = task.text("networkMode")
    # A network shared with the host is worse, and judged by ecs.no-host-network.
    if mode not in ("awsvpc", "host"):
        yield f"the task has no security group of its own; got networkMode {mode or 'bridge'}, expected awsvpc"


CONTROL = Control(
    id="ecs.own-network-interface",
    title="Each task has a network interface of its own",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without one, all tasks of a host have its security groups, so that each can reach what one of them needs.",
    fix="set networkMode to awsvpc",
    rules=(ResourceRule((TASK,), _check),),
    detection=(ConfigRule("ECS_AWSVPC_NETWORKING_ENABLED"),),
    equivalents={Tool.CONTROL_TOWER: ("ECS.PR.4",)},
    good=(
        example("a network interface of its own", task(networkMode="awsvpc")),
        example("the host's network, judged by another control", task(networkMode="host")),
    ),
    bad=(
        example("everything omitted, which is a bridge", Given(TASK)),
        example("a bridge", task(networkMode="bridge")),
        example("no network at all", task(networkMode="none")),
    ),
)
