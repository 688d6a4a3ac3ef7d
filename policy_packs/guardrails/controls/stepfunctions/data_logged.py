"""State machines log what their executions were given and what they returned."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import MACHINE, machine


def _check(resource: Resource) -> Iterator[str]:
    logging = resource.block("loggingConfiguration")
    if not logging.flag("includeExecutionData"):
        path = logging.path("includeExecutionData")
        yield f"the log doesn't tell what an execution worked on; got {path} false, expected true"


_LOGGED = {"level": "ALL", "logDestination": "arn:aws:logs:us-east-1:111122223333:log-group:orders:*"}

CONTROL = Control(
    id="stepfunctions.data-logged",
    title="State machines log what their executions were given and what they returned",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="An investigation needs to know which order was changed, not just that one was.",
    fix="set loggingConfiguration.includeExecutionData to true and encrypt the log group",
    rules=(ResourceRule((MACHINE,), _check),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV_AWS_285",)},
    good=(example("with data", machine(loggingConfiguration=_LOGGED | {"includeExecutionData": True})),),
    bad=(
        example("everything omitted but what is required", machine()),
        example("not said", machine(loggingConfiguration=_LOGGED)),
        example("without data", machine(loggingConfiguration=_LOGGED | {"includeExecutionData": False})),
    ),
)
