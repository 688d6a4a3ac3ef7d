"""DataSync logs which files it copied."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_TASK = "aws:datasync/task:Task"
_INPUTS = {
    "sourceLocationArn": "arn:aws:datasync:us-east-1:111122223333:location/loc-1a2b",
    "destinationLocationArn": "arn:aws:datasync:us-east-1:111122223333:location/loc-3c4d",
}


def _check_group(task: Resource) -> Iterator[str]:
    if "cloudwatchLogGroupArn" not in task:
        yield "copies leave no trace; got no cloudwatchLogGroupArn, expected a log group"


def _check_level(task: Resource) -> Iterator[str]:
    # Without a level, the provider says OFF.
    level = task.block("options").text("logLevel", default="OFF")
    if level == "OFF":
        yield f"the log stays empty; got options.logLevel {level}, expected BASIC or TRANSFER"


def _task(level: str | None) -> Given:
    group = {"cloudwatchLogGroupArn": "arn:aws:logs:us-east-1:111122223333:log-group:/aws/datasync"}
    return Given(_TASK, _INPUTS | group | ({"options": {"logLevel": level}} if level else {}))


CONTROL = Control(
    id="datasync.task-logged",
    title="DataSync logs which files it copied",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="Whether the copy is complete, and what else was copied, only the log tells.",
    fix="set cloudwatchLogGroupArn, and options.logLevel to TRANSFER",
    rules=(ResourceRule((_TASK,), _check_group), ResourceRule((_TASK,), _check_level)),
    detection=(ConfigRule("DATASYNC_TASK_LOGGING_ENABLED"), SecurityHubControl("DataSync.1")),
    tier=Tier.REGULATED,
    frameworks={Framework.FSBP: ("DataSync.1",)},
    good=tuple(example(level, _task(level)) for level in ("BASIC", "TRANSFER")),
    bad=(
        example("everything omitted but what is required", Given(_TASK, _INPUTS)),
        example("no group", Given(_TASK, _INPUTS | {"options": {"logLevel": "BASIC"}})),
        example("no level", _task(None)),
        example("off", _task("OFF")),
    ),
)
