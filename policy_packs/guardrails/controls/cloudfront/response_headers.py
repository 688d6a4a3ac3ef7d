"""Distributions send the headers that make browsers careful."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BEHAVIOR, DISTRIBUTION, DISTRIBUTIONS, behaviors, distribution, multitenant

_NAME = "responseHeadersPolicyId"


def _check(distribution: Resource) -> Iterator[str]:
    yield from each(behaviors(distribution), _check_behavior)


def _check_behavior(behavior: Block) -> Iterator[str]:
    if _NAME not in behavior:
        yield f"browsers are left to their defaults; got no {behavior.path(_NAME)}, expected a response headers policy"


_SAFE = BEHAVIOR | {_NAME: "67f7725c-6f97-4210-82d7-5512b31e9d03"}
_TENANT = {"targetOriginId": "site", "viewerProtocolPolicy": "https-only"}

CONTROL = Control(
    id="cloudfront.response-headers",
    title="Distributions send the headers that make browsers careful",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Frames, sniffed content types and a first visit over HTTP are closed by headers that cost nothing.",
    fix="set responseHeadersPolicyId of every cache behavior, for example to AWS's managed SecurityHeadersPolicy",
    rules=(ResourceRule(DISTRIBUTIONS, _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_32",)},
    good=(
        example("a policy", distribution(defaultCacheBehavior=_SAFE)),
        example("a policy of many tenants", multitenant(defaultCacheBehavior=_TENANT | {_NAME: _SAFE[_NAME]})),
    ),
    bad=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("none", distribution()),
        example(
            "none for a path",
            distribution(defaultCacheBehavior=_SAFE, orderedCacheBehaviors=[BEHAVIOR | {"pathPattern": "/a"}]),
        ),
        example("none of many tenants", multitenant(defaultCacheBehavior=_TENANT)),
    ),
)
