"""Distributions have a second origin for when the first one fails."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import DISTRIBUTION, DISTRIBUTIONS, distribution, multitenant


def _check(distribution: Resource) -> Iterator[str]:
    groups = distribution.blocks("originGroups")
    if not groups:
        yield "the origin's failure is the site's; got no originGroups, expected one with two members"
    yield from each(groups, _check_group)


def _check_group(group: Block) -> Iterator[str]:
    if (count := len(group.blocks("members"))) < 2:
        yield f"the origin's failure is the site's; got {count} {group.path('members')}, expected two"
    if "statusCodes" not in group.block("failoverCriteria"):
        yield f"the second origin is never asked; got no {group.path('failoverCriteria')}.statusCodes, expected errors"


def _group(*members: str, name: str = "originId") -> list[dict[str, Any]]:
    criteria = {"statusCodes": [500, 502, 503, 504]}
    return [{name: "group", "failoverCriteria": criteria, "members": [{"originId": member} for member in members]}]


CONTROL = Control(
    id="cloudfront.origin-failover",
    title="Distributions have a second origin for when the first one fails",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="With an origin group, the edge asks the second origin before a viewer sees an error.",
    fix="add an origin group with a primary and a secondary origin",
    rules=(ResourceRule(DISTRIBUTIONS, _check),),
    detection=(ConfigRule("CLOUDFRONT_ORIGIN_FAILOVER_ENABLED"), SecurityHubControl("CloudFront.4")),
    frameworks={Framework.FSBP: ("CloudFront.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_310",)},
    good=(
        example("two origins", distribution(originGroups=_group("site", "standby"))),
        example("two origins of many tenants", multitenant(originGroups=_group("site", "standby", name="id"))),
    ),
    bad=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("a group of one", distribution(originGroups=_group("site"))),
        example("a group of two, and one of one", distribution(originGroups=[*_group("a", "b"), *_group("a")])),
        example(
            "nothing that counts as a failure",
            distribution(originGroups=[{"originId": "group", "members": [{"originId": "a"}, {"originId": "b"}]}]),
        ),
        example("none of many tenants", multitenant()),
    ),
)
