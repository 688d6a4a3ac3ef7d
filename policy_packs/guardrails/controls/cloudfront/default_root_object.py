"""Distributions of buckets answer their root with an object."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import BUCKET, DISTRIBUTION, DISTRIBUTIONS, SERVER, distribution, is_bucket, multitenant


def _check(distribution: Resource) -> Iterator[str]:
    if distribution.text("defaultRootObject"):
        return
    if any(is_bucket(origin) for origin in distribution.blocks("origins")):
        yield "the root may list what the bucket holds; got no defaultRootObject, expected one such as index.html"


_ROOT = {"defaultRootObject": "index.html"}
_TENANT = {"id": "site", "domainName": BUCKET["domainName"], "originAccessControlId": "E2QWRUHAPOMQZL"}

CONTROL = Control(
    id="cloudfront.default-root-object",
    title="Distributions of buckets answer their root with an object",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A request for the root otherwise goes to the bucket, which may answer with the list of its objects.",
    fix="set defaultRootObject to the name of an object, without a slash before it",
    rules=(ResourceRule(DISTRIBUTIONS, _check),),
    detection=(ConfigRule("CLOUDFRONT_DEFAULT_ROOT_OBJECT_CONFIGURED"), SecurityHubControl("CloudFront.1")),
    frameworks={Framework.FSBP: ("CloudFront.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_305",), Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.1",)},
    good=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("an object", distribution(origins=[BUCKET], **_ROOT)),
        example("a server, which answers its root itself", distribution()),
        example("an object for many tenants", multitenant(origins=[_TENANT], **_ROOT)),
    ),
    bad=(
        example("none", distribution(origins=[SERVER, BUCKET])),
        example("an empty one", distribution(origins=[BUCKET], defaultRootObject="")),
        example("none for many tenants", multitenant(origins=[_TENANT])),
    ),
)
