"""State machines log what fails in them."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import MACHINE, machine


def _check(resource: Resource) -> Iterator[str]:
    level = resource.block("loggingConfiguration").text("level", default="OFF")
    if level == "OFF":
        yield f"failed executions leave no trace; got loggingConfiguration.level {level}, expected ERROR or ALL"


_GROUP = "arn:aws:logs:us-east-1:111122223333:log-group:/aws/vendedlogs/states/orders:*"

CONTROL = Control(
    id="stepfunctions.logged",
    title="State machines log what fails in them",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="The history of an express execution is nowhere else, and that of a standard one is gone after 90 days.",
    fix="set loggingConfiguration with level ERROR or ALL and the ARN of a log group as logDestination",
    rules=(ResourceRule((MACHINE,), _check),),
    detection=(ConfigRule("STEP_FUNCTIONS_STATE_MACHINE_LOGGING_ENABLED"), SecurityHubControl("StepFunctions.1")),
    frameworks={Framework.FSBP: ("StepFunctions.1",)},
    good=tuple(
        example(level, machine(loggingConfiguration={"level": level, "logDestination": _GROUP}))
        for level in ("ALL", "ERROR", "FATAL")
    ),
    bad=(
        example("everything omitted but what is required", machine()),
        example("no level", machine(loggingConfiguration={"logDestination": _GROUP})),
        example("off", machine(loggingConfiguration={"level": "OFF"})),
    ),
)
