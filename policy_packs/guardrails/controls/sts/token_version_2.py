"""Tokens of the global STS endpoint are valid in every region."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PREFERENCES = "aws:iam/securityTokenServicePreferences:SecurityTokenServicePreferences"


def _check(preferences: Resource) -> Iterator[str]:
    version = preferences.text("globalEndpointTokenVersion", default="v1Token")
    if version != "v2Token":
        yield f"tokens don't work in opt-in regions; got globalEndpointTokenVersion {version}, expected v2Token"


def _mend(preferences: Resource) -> dict[str, Any]:
    return {"globalEndpointTokenVersion": "v2Token"} if any(_check(preferences)) else {}


CONTROL = Control(
    id="sts.token-version-2",
    title="Tokens of the global STS endpoint are valid in every region",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Where temporary credentials don't work, somebody reaches for long-lived ones.",
    fix="set globalEndpointTokenVersion to v2Token",
    rules=(ResourceRule((_PREFERENCES,), _check, _mend),),
    good=(example("version 2", Given(_PREFERENCES, {"globalEndpointTokenVersion": "v2Token"})),),
    bad=(
        example("everything omitted", Given(_PREFERENCES)),
        example("version 1", Given(_PREFERENCES, {"globalEndpointTokenVersion": "v1Token"})),
    ),
)
