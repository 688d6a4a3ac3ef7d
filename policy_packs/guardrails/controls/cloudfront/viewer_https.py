"""Distributions answer viewers over HTTPS only."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BEHAVIOR, DISTRIBUTION, DISTRIBUTIONS, behaviors, distribution, multitenant

_NAME, _HTTPS = "viewerProtocolPolicy", "redirect-to-https"


def _check(distribution: Resource) -> Iterator[str]:
    yield from each(behaviors(distribution), _check_behavior)


def _check_behavior(behavior: Block) -> Iterator[str]:
    if _takes_http(behavior):
        yield f"viewers may use plain HTTP; got {behavior.path(_NAME)} allow-all, expected {_HTTPS} or https-only"


def _takes_http(behavior: Block) -> bool:
    return behavior.text(_NAME) == "allow-all"


def _mend(distribution: Resource) -> dict[str, str]:
    changes = {}
    if _takes_http(distribution.block("defaultCacheBehavior")):
        changes[f"defaultCacheBehavior.{_NAME}"] = _HTTPS
    for name in ("orderedCacheBehaviors", "cacheBehaviors"):
        for index, behavior in enumerate(distribution.blocks(name)):
            if _takes_http(behavior):
                changes[f"{name}.{index}.{_NAME}"] = _HTTPS
    return changes


_OPEN = BEHAVIOR | {_NAME: "allow-all"}
_B = {"pathPattern": "/b"}
_TENANT = {"targetOriginId": "site", _NAME: "allow-all"}

CONTROL = Control(
    id="cloudfront.viewer-https",
    title="Distributions answer viewers over HTTPS only",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="What crosses the internet in the clear can be read and changed on its way.",
    fix="set viewerProtocolPolicy of every cache behavior to redirect-to-https or https-only",
    rules=(ResourceRule(DISTRIBUTIONS, _check, _mend),),
    detection=(ConfigRule("CLOUDFRONT_VIEWER_POLICY_HTTPS"), SecurityHubControl("CloudFront.3")),
    frameworks={Framework.FSBP: ("CloudFront.3",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_34",),
        Tool.TRIVY: ("AWS-0012",),
        Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.3",),
    },
    good=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("HTTP is sent to HTTPS", distribution()),
        example("HTTP is refused", distribution(defaultCacheBehavior=BEHAVIOR | {_NAME: "https-only"})),
        example("of many tenants", multitenant()),
    ),
    bad=(
        example("HTTP by default", distribution(defaultCacheBehavior=_OPEN)),
        example(
            "HTTP for a path",
            distribution(orderedCacheBehaviors=[BEHAVIOR | {"pathPattern": "/a"}, _OPEN | _B]),
        ),
        example("HTTP for many tenants", multitenant(defaultCacheBehavior=_TENANT)),
        example("HTTP for a path of many tenants", multitenant(cacheBehaviors=[_TENANT | _B])),
    ),
)
