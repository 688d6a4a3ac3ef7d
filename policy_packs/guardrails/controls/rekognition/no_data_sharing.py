"""Video is not kept to improve AWS's models."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:rekognition/streamProcessor:StreamProcessor": (Setting("dataSharingPreference?.optIn", False),),
}
_CONSEQUENCE = "AWS keeps frames of the video"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="rekognition.no-data-sharing",
    title="Video is not kept to improve AWS's models",
    practices=("data.at-rest",),
    severity=Severity.LOW,
    why="Pictures of people in their homes are used by another company, for a purpose nobody asked them about.",
    fix="leave dataSharingPreference out, or set optIn to false",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
