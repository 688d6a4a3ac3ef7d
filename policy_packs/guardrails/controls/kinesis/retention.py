"""Data streams keep their records for a week."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_STREAM = "aws:kinesis/stream:Stream"
_WEEK = 168


def _check(stream: Resource) -> Iterator[str]:
    hours, minimum = stream.number("retentionPeriod", default=24), stream.parameters["minimumHours"]
    if hours < minimum:
        yield f"an outage over a weekend loses records; got retentionPeriod {hours:g}, expected {minimum:g} or more"


CONTROL = Control(
    id="kinesis.retention",
    title="Data streams keep their records for a week",
    practices=("response.plan",),
    severity=Severity.LOW,
    why="A consumer that failed on Friday finds nothing to catch up on after a day.",
    fix="set retentionPeriod to 168 or more",
    rules=(ResourceRule((_STREAM,), _check),),
    detection=(ConfigRule("KINESIS_STREAM_BACKUP_RETENTION_CHECK"), SecurityHubControl("Kinesis.3")),
    tier=Tier.REGULATED,
    frameworks={Framework.FSBP: ("Kinesis.3",)},
    parameters={"minimumHours": Parameter(_WEEK, {"type": "integer", "minimum": 24, "maximum": 8760})},
    good=(
        example("a week", Given(_STREAM, {"retentionPeriod": _WEEK})),
        example("the time of the configuration", Given(_STREAM), minimumHours=24),
    ),
    bad=(
        example("everything omitted", Given(_STREAM)),
        example("an hour less", Given(_STREAM, {"retentionPeriod": _WEEK - 1})),
        example("less than the configuration asks for", Given(_STREAM), minimumHours=25),
    ),
)
