"""Sessions that certificates open are short."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PROFILE = "aws:rolesanywhere/profile:Profile"
_HOUR = 3600


def _check(profile: Resource) -> Iterator[str]:
    seconds = profile.number("durationSeconds", default=_HOUR)
    most = profile.parameters["maxSessionSeconds"]
    if seconds > most:
        yield f"a stolen session works for long; got durationSeconds {seconds:g}, expected at most {most}"


def _mend(profile: Resource) -> dict[str, Any]:
    return {"durationSeconds": profile.parameters["maxSessionSeconds"]} if any(_check(profile)) else {}


def _given(seconds: int) -> Given:
    return Given(_PROFILE, {"name": "servers", "durationSeconds": seconds})


CONTROL = Control(
    id="rolesanywhere.profile-short-sessions",
    title="Sessions that certificates open are short",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Sessions go on after their certificate is revoked; only their end stops them.",
    fix="set durationSeconds to 3600 or less",
    rules=(ResourceRule((_PROFILE,), _check, _mend),),
    parameters={
        "maxSessionSeconds": Parameter(
            _HOUR, {"type": "integer", "minimum": 900, "maximum": 43200, "description": "Seconds, at most."}
        )
    },
    good=(
        example("everything omitted", Given(_PROFILE)),
        example("an hour", _given(3600)),
        example("longer where that is allowed", _given(7200), maxSessionSeconds=7200),
    ),
    bad=(
        example("a second too long", _given(3601)),
        example("longer than asked", _given(1800), maxSessionSeconds=900),
        example("the default hour is longer than asked", Given(_PROFILE), maxSessionSeconds=3599),
    ),
)
