"""Aggregators of AWS Config gather the organization, not a list of accounts."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator"


def _check(aggregator: Resource) -> Iterator[str]:
    if "organizationAggregationSource" not in aggregator:
        yield "new accounts are not in the picture; got no organizationAggregationSource, expected one"


_ROLE = "arn:aws:iam::111122223333:role/config-aggregator"

CONTROL = Control(
    id="config.aggregator-organization-wide",
    title="Aggregators of AWS Config gather the organization, not a list of accounts",
    practices=("account.config", "account.organizations"),
    severity=Severity.LOW,
    why="A list of accounts is complete on the day that it is written.",
    fix="replace accountAggregationSource by organizationAggregationSource",
    rules=(ResourceRule((_AGGREGATOR,), _check),),
    tier=Tier.REGULATED,
    good=(
        example(
            "the organization",
            Given(_AGGREGATOR, {"organizationAggregationSource": {"roleArn": _ROLE, "allRegions": True}}),
        ),
    ),
    bad=(
        example("everything omitted", Given(_AGGREGATOR)),
        example(
            "a list of accounts",
            Given(_AGGREGATOR, {"accountAggregationSource": {"accountIds": ["444455556666"], "allRegions": True}}),
        ),
    ),
)
