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
        if missing:
            yield f"nobody sees what happens elsewhere; got no {', '.join(missing)} in {name} {mode}, expected all"


def _given(mode: str, *regions: str) -> Given:
    return Given(
        "aws:securityhub/findingAggregator:FindingAggregator", {"linkingMode": mode, "specifiedRegions": regions}
    )


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
                {"regionLinkingMode": "SPECIFIED_REGIONS", "linkedRegions": ["eu-west-1"]},
            ),
            regions=_GOVERNED,
        ),
    ),
)
