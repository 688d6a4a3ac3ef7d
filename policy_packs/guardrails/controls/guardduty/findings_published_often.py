"""GuardDuty tells of findings that go on every quarter of an hour."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_DETECTOR = "aws:guardduty/detector:Detector"
_OFTEN = "FIFTEEN_MINUTES"


def _check(detector: Resource) -> Iterator[str]:
    frequency = detector.text("findingPublishingFrequency", default="SIX_HOURS")
    if frequency != _OFTEN:
        yield f"what goes on is told of late; got findingPublishingFrequency {frequency}, expected {_OFTEN}"


def _mend(detector: Resource) -> dict[str, str]:
    return {"findingPublishingFrequency": _OFTEN} if any(_check(detector)) else {}


CONTROL = Control(
    id="guardduty.findings-published-often",
    title="GuardDuty tells of findings that go on every quarter of an hour",
    practices=("automation.security-hub-guardduty", "response.plan"),
    severity=Severity.LOW,
    why="A finding that grows worse is updated only as often as this says.",
    fix="set findingPublishingFrequency to FIFTEEN_MINUTES",
    rules=(ResourceRule((_DETECTOR,), _check, _mend),),
    good=(example("often", Given(_DETECTOR, {"findingPublishingFrequency": _OFTEN})),),
    bad=(
        example("everything omitted", Given(_DETECTOR)),
        example("every hour", Given(_DETECTOR, {"findingPublishingFrequency": "ONE_HOUR"})),
    ),
)
