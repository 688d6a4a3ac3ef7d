"""Distributions answer the countries only that they are meant for."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import ANYWHERE, DISTRIBUTION, DISTRIBUTIONS, distribution, multitenant


def _check(distribution: Resource) -> Iterator[str]:
    type = distribution.block("restrictions").block("geoRestriction").text("restrictionType") or "none"
    if type == "none":
        yield "every country is answered; got restrictionType none, expected whitelist or blacklist"


def _only(name: str, *countries: str) -> dict[str, Any]:
    return {"geoRestriction": {"restrictionType": "whitelist", name: list(countries)}}


CONTROL = Control(
    id="cloudfront.geo-restriction",
    title="Distributions answer only the countries that they are meant for",
    practices=("network.waf-shield",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Countries without customers send attacks, and some must not be served at all.",
    fix="set restrictions.geoRestriction to the countries that are served or refused",
    rules=(ResourceRule(DISTRIBUTIONS, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_374",)},
    good=(
        example("some countries", distribution(restrictions=_only("locations", "DE", "FR"))),
        example("some countries of many tenants", multitenant(restrictions=_only("items", "DE"))),
    ),
    bad=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("every country", distribution(restrictions=ANYWHERE)),
        example("every country of many tenants", multitenant(restrictions=ANYWHERE)),
    ),
)
