"""Findings of all regions come together in one."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_NEWER = "aws:securityhub/aggregatorV2:AggregatorV2"
_OLDER = "aws:securityhub/findingAggregator:FindingAggregator"
# Each with the properties for the mode and for its list of regions.
_TYPES = {_NEWER: ("regionLinkingMode", "linkedRegions"), _OLDER: ("linkingMode", "specifiedRegions")}


def _check(aggregator: Resource) -> Iterator[str]:
    name, list_name = _TYPES[aggregator.type]
    mode, governed = aggregator.text(name), set(aggregator.parameters["regions"])
    if mode == "NO_REGIONS":
        yield f"nobody sees what happens elsewhere; got {name} {mode}, expected ALL_REGIONS"
    elif mode in ("SPECIFIED_REGIONS", "ALL_REGIONS_EXCEPT_SPECIFIED"):
        listed = set(aggregator.texts(list_name))
        missing = sorted(governed - listed if mode == "SPECIFIED_REGIONS" else governed & listed)
        # Its own region is no linked one; where it isn't said, it may be the one that is missing.
        own = aggregator.text("region") or (missing[0] if mode == "SPECIFIED_REGIONS" and len(missing) == 1 else "")
        missing = [region for region in missing if region != own]
        if missing:
            yield f"nobody sees what happens elsewhere; got no {', '.join(missing)} in {name} {mode}, expected all"


def _given(mode: str, *regions: str, region: str = "us-east-1") -> Given:
    return Given(_OLDER, {"linkingMode": mode, "specifiedRegions": regions, "region": region})


_GOVERNED = ["eu-central-1", "eu-west-1"]

CONTROL = Control(
    id="securityhub.findings-aggregated",
    title="Findings of all regions come together in one",
    practices=("automation.security-hub-guardduty", "logging.centralized"),
    severity=Severity.MEDIUM,
    why="Whoever has something to hide works in the region whose findings nobody opens.",
    fix="set the linking mode to ALL_REGIONS",
    rules=(ResourceRule(tuple(_TYPES), _check),),
    parameters={
        "regions": Parameter(
            [],
            {"type": "array", "items": {"type": "string"}, "description": "The governed regions; none: not judged."},
        )
    },
    good=(
        example("everything omitted", Given(_OLDER)),
        example("all", _given("ALL_REGIONS"), regions=_GOVERNED),
        example(
            "all, of the newer kind",
            Given(_NEWER, {"regionLinkingMode": "ALL_REGIONS"}),
        ),
        example("some, and nobody says which are governed", _given("SPECIFIED_REGIONS", "eu-west-1")),
        example("all that are governed", _given("SPECIFIED_REGIONS", *_GOVERNED, "us-east-1"), regions=_GOVERNED),
        example(
            "its own isn't linked", _given("SPECIFIED_REGIONS", "eu-west-1", region=_GOVERNED[0]), regions=_GOVERNED
        ),
        example(
            "all but one, which may be its own",
            Given(_OLDER, {"linkingMode": "SPECIFIED_REGIONS", "specifiedRegions": ["eu-west-1"]}),
            regions=_GOVERNED,
        ),
        example("all but others", _given("ALL_REGIONS_EXCEPT_SPECIFIED", "sa-east-1"), regions=_GOVERNED),
    ),
    bad=(
        example("none", _given("NO_REGIONS")),
        example("a governed one is missing", _given("SPECIFIED_REGIONS", "eu-west-1"), regions=_GOVERNED),
        example("a governed one is left out", _given("ALL_REGIONS_EXCEPT_SPECIFIED", "eu-west-1"), regions=_GOVERNED),
        example(
            "of the newer kind",
            Given(
                _NEWER,
                {"regionLinkingMode": "SPECIFIED_REGIONS", "linkedRegions": ["us-west-2"]},
            ),
            regions=_GOVERNED,
        ),
        example(
            "a governed one is left out of an unknown region's",
            Given(_OLDER, {"linkingMode": "ALL_REGIONS_EXCEPT_SPECIFIED", "specifiedRegions": ["eu-west-1"]}),
            regions=_GOVERNED,
        ),
    ),
)
