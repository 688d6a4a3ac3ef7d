"""Opt-in regions are only enabled where the organization governs them."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_REGION = "aws:account/region:Region"


def _check(region: Resource) -> Iterator[str]:
    allowed = region.parameters["regions"]
    if allowed and region.flag("enabled") and (name := region.text("regionName")) not in allowed:
        yield f"nobody looks at the region; got regionName {name} enabled, expected one of {', '.join(allowed)}"


def _given(name: str, enabled: bool = True) -> Given:
    return Given(_REGION, {"regionName": name, "enabled": enabled})


CONTROL = Control(
    id="account.regions-enabled-governed",
    title="Opt-in regions are only enabled where the organization governs them",
    practices=("account.organizations",),
    severity=Severity.MEDIUM,
    why="An opt-in region that stays disabled can't be used by whoever took the account over.",
    fix="set enabled to false, or have the region governed",
    rules=(ResourceRule((_REGION,), _check),),
    parameters={
        "regions": Parameter(
            [],
            {"type": "array", "items": {"type": "string"}, "description": "The governed regions; none: not judged."},
        )
    },
    good=(
        example("everything omitted", Given(_REGION), regions=["eu-central-1"]),
        example("no regions configured", _given("me-south-1")),
        example("a governed one", _given("eu-south-1"), regions=["eu-central-1", "eu-south-1"]),
        example("another one, disabled", _given("me-south-1", False), regions=["eu-central-1"]),
    ),
    bad=(example("another one, enabled", _given("me-south-1"), regions=["eu-central-1"]),),
)
