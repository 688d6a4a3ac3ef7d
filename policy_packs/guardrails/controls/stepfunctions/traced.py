"""State machines trace their executions."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import MACHINE, machine


def _check(resource: Resource) -> Iterator[str]:
    if not resource.block("tracingConfiguration").flag("enabled"):
        yield "nobody can follow an execution; got tracingConfiguration.enabled false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {"tracingConfiguration.enabled": True} if any(_check(resource)) else {}


CONTROL = Control(
    id="stepfunctions.traced",
    title="State machines trace their executions",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="A trace shows which service a failure or an intrusion came through.",
    fix="set tracingConfiguration.enabled to true",
    rules=(ResourceRule((MACHINE,), _check, _mend),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV_AWS_284",)},
    good=(example("traced", machine(tracingConfiguration={"enabled": True})),),
    bad=(
        example("everything omitted but what is required", machine()),
        example("off", machine(tracingConfiguration={"enabled": False})),
    ),
)
