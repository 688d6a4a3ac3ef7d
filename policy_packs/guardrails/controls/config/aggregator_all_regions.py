"""Aggregators of AWS Config gather every region."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator"
_SOURCES = ("accountAggregationSource", "organizationAggregationSource")


def _check(aggregator: Resource) -> Iterator[str]:
    said = [name for name in _SOURCES if name in aggregator]
    for name in said or _SOURCES[1:]:
        if not aggregator.block(name).flag("allRegions"):
            yield f"the picture lacks regions; got {name}.allRegions false, expected true"


def _mend(aggregator: Resource) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for name in _SOURCES:
        if name in aggregator and not aggregator.block(name).flag("allRegions"):
            changes[f"{name}.allRegions"] = True
            # AWS takes either all regions or a list.
            if aggregator.block(name).texts("regions"):
                changes[f"{name}.regions"] = []
    return changes


def _accounts(**source: object) -> Given:
    return Given(_AGGREGATOR, {"accountAggregationSource": {"accountIds": ["444455556666"], **source}})


def _organization(**source: object) -> Given:
    role = "arn:aws:iam::111122223333:role/config-aggregator"
    return Given(_AGGREGATOR, {"organizationAggregationSource": {"roleArn": role, **source}})


CONTROL = Control(
    id="config.aggregator-all-regions",
    title="Aggregators of AWS Config gather every region",
    practices=("account.config", "logging.centralized"),
    severity=Severity.LOW,
    why="Whoever has something to hide works in the region that nobody looks at.",
    fix="set allRegions of the source to true",
    rules=(ResourceRule((_AGGREGATOR,), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_121",), Tool.TRIVY: ("AWS-0019",)},
    good=(
        example("accounts", _accounts(allRegions=True)),
        example("the organization", _organization(allRegions=True)),
    ),
    bad=(
        example("everything omitted", Given(_AGGREGATOR)),
        example("accounts in some regions", _accounts(regions=["eu-central-1"])),
        example("accounts that do not say", _accounts()),
        example("the organization, not said", _organization()),
        example("the organization, off", _organization(allRegions=False)),
    ),
)
