"""Verified Access uses certified cryptography."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:verifiedaccess/instance:Instance": (Setting("fipsEnabled", True),),
}
_CONSEQUENCE = "algorithms that were never certified are in use"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="verifiedaccess.fips-endpoints",
    title="Verified Access uses certified cryptography",
    practices=(
        "data.in-transit",
        "compliance.artifact",
    ),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Whoever must show certificates of the cryptography in use can't show one for this way in.",
    fix="set fipsEnabled to true",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
