"""Log groups are kept for a set time."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    # AWS sets the time of the delivery class itself.
    if not group.number("retentionInDays") and group.text("logGroupClass") != "DELIVERY":
        yield "the log is kept for ever; got retentionInDays none, expected a number of days"


def _mend(group: Resource) -> dict[str, int]:
    return {"retentionInDays": 365} if any(_check(group)) else {}


CONTROL = Control(
    id="logs.group-expires",
    title="Log groups are kept for a set time",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    enforced=True,
    why="Logs hold personal data and secrets by mistake, and cost money for ever.",
    fix="set retentionInDays to a year or what your rules ask for",
    rules=(ResourceRule((GROUP,), _check, _mend),),
    tier=Tier.MINIMAL,
    equivalents={Tool.CHECKOV: ("CKV_AWS_66",)},
    good=(
        example("a day", Given(GROUP, {"retentionInDays": 1})),
        example("the delivery class, whose time is AWS's", Given(GROUP, {"logGroupClass": "DELIVERY"})),
    ),
    bad=(
        example("everything omitted", Given(GROUP)),
        example("for ever", Given(GROUP, {"retentionInDays": 0})),
        example("another class", Given(GROUP, {"logGroupClass": "INFREQUENT_ACCESS"})),
    ),
)
