"""What a schedule could not deliver is kept."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_SCHEDULE = "aws:scheduler/schedule:Schedule"


def _check(schedule: Resource) -> Iterator[str]:
    if "arn" not in schedule.block("target").block("deadLetterConfig"):
        yield "a failure is forgotten after its retries; got no target.deadLetterConfig.arn, expected a queue"


def _given(**target: Any) -> Given:
    content = {"arn": "arn:aws:lambda:us-east-1:111122223333:function:scan", "roleArn": "arn:aws:iam::1:role/a"}
    return Given(_SCHEDULE, {"scheduleExpression": "rate(1 day)", "target": content | target})


CONTROL = Control(
    id="scheduler.failed-kept",
    title="What a schedule could not deliver is kept",
    practices=("automation.remediation", "logging.centralized"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Backups, scans and rotations that never ran look like those that did.",
    fix="set target.deadLetterConfig to a queue that somebody watches",
    rules=(ResourceRule((_SCHEDULE,), _check),),
    good=(example("a queue", _given(deadLetterConfig={"arn": "arn:aws:sqs:us-east-1:111122223333:failed"})),),
    bad=(
        example("everything omitted", Given(_SCHEDULE)),
        example("no queue", _given()),
        example("an empty block", _given(deadLetterConfig={})),
    ),
)
