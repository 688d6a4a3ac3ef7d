"""Signed URLs and cookies are checked with key groups, not with keys of root users."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BEHAVIOR, DISTRIBUTION, behaviors, distribution


def _check(distribution: Resource) -> Iterator[str]:
    yield from each(behaviors(distribution), _check_behavior)


def _check_behavior(behavior: Block) -> Iterator[str]:
    if signers := behavior.texts("trustedSigners"):
        where = behavior.path("trustedSigners")
        yield f"only root users can change the keys; got {where} with {', '.join(signers)}, expected trustedKeyGroups"


CONTROL = Control(
    id="cloudfront.signers-are-key-groups",
    title="Signed URLs are checked with key groups, not with keys of root users",
    practices=("iam.no-root",),
    severity=Severity.MEDIUM,
    why="Keys of trusted signers are made and rotated by the root user alone, who should never sign in.",
    fix="put the public key into a key group, and name it in trustedKeyGroups instead of trustedSigners",
    rules=(ResourceRule((DISTRIBUTION,), _check),),
    detection=(ConfigRule("CLOUDFRONT_DISTRIBUTION_KEY_GROUP_ENABLED"), SecurityHubControl("CloudFront.17")),
    frameworks={Framework.FSBP: ("CloudFront.17",)},
    good=(
        example("nothing is signed", distribution()),
        example("a key group", distribution(defaultCacheBehavior=BEHAVIOR | {"trustedKeyGroups": ["a1b2c3d4"]})),
    ),
    bad=(
        example("the account", distribution(defaultCacheBehavior=BEHAVIOR | {"trustedSigners": ["self"]})),
        example(
            "another account, for a path",
            distribution(
                orderedCacheBehaviors=[BEHAVIOR | {"pathPattern": "/films/*", "trustedSigners": ["111122223333"]}]
            ),
        ),
    ),
)
