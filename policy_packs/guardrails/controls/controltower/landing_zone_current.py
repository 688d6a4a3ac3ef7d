"""Control Tower's landing zone is on a version that still gets its fixes.

Source: AWS Control Tower user guide, "Landing zone release notes". No clock is asked: the parameter says which
version is the oldest good one.
"""

import re
from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import Undecided
from .._resources import Resource

_ZONE = "aws:controltower/landingZone:LandingZone"


def _number(version: str) -> tuple[int, int]:
    match = re.fullmatch(r"(\d{1,4})\.(\d{1,4})(?:\.\d+)?", version)
    if match is None:
        raise Undecided("version")
    return int(match[1]), int(match[2])


def _check(zone: Resource) -> Iterator[str]:
    oldest = zone.parameters["oldestVersion"]
    version = zone.text("version")
    if not version or _number(version) < _number(oldest):
        yield f"the landing zone lacks fixes; got version {version or 'missing'}, expected at least {oldest}"


def _given(version: str | None) -> Given:
    return Given(_ZONE, {"manifestJson": {"governedRegions": ["eu-central-1"]}, "version": version})


CONTROL = Control(
    id="controltower.landing-zone-current",
    title="Control Tower's landing zone is on a version that still gets its fixes",
    practices=("account.organizations", "patching.managed-services"),
    severity=Severity.LOW,
    why="Guardrails that came with a later version, and repairs of those that are there, are missing.",
    fix="raise version to the latest one",
    rules=(ResourceRule((_ZONE,), _check),),
    parameters={
        "oldestVersion": Parameter(
            "3.3",
            {"type": "string", "pattern": r"^\d+\.\d+$", "description": "The oldest version that passes."},
        )
    },
    good=(
        example("the oldest good one", _given("3.3")),
        example("a later one", _given("4.0")),
        example("a later one with more digits", _given("3.10")),
        example("another oldest one", _given("3.1"), oldestVersion="3.0"),
        example("not a number", _given("latest")),
    ),
    bad=(
        example("everything omitted", Given(_ZONE)),
        example("the last bad one", _given("3.2")),
        example("an old one", _given("2.9")),
        example("too old for the configuration", _given("3.3"), oldestVersion="4.0"),
    ),
)
