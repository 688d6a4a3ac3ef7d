"""The recycle bin keeps what was deleted for a week at least."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_RULE = "aws:rbin/rule:Rule"


def _check(rule: Resource) -> Iterator[str]:
    least = rule.parameters["days"]
    days = rule.block("retentionPeriod").number("retentionPeriodValue")
    if days < least:
        yield f"nobody notices in time; got retentionPeriod.retentionPeriodValue {days:g}, expected at least {least}"


def _given(days: Any) -> Given:
    period = {"retentionPeriodUnit": "DAYS", "retentionPeriodValue": days}
    return Given(_RULE, {"resourceType": "EBS_SNAPSHOT", "retentionPeriod": period})


CONTROL = Control(
    id="rbin.kept-long-enough",
    title="The recycle bin keeps what was deleted for a week at least",
    practices=("response.plan",),
    severity=Severity.LOW,
    why="A snapshot that is deleted on a Friday is missed on a Monday, and the hole in a backup later.",
    fix="raise retentionPeriodValue",
    rules=(ResourceRule((_RULE,), _check),),
    parameters={
        "days": Parameter(
            7, {"type": "integer", "minimum": 1, "description": "The days that the bin keeps things at least."}
        )
    },
    good=(
        example("a week", _given(7)),
        example("less by the configuration", _given(3), days=3),
    ),
    bad=(
        example("everything omitted", Given(_RULE)),
        example("six days", _given(6)),
        example("less than the configuration says", _given(13), days=14),
    ),
)
