"""Distributions sign requests to buckets as themselves, not by an origin access identity."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BUCKET, DISTRIBUTION, distribution


def _check(distribution: Resource) -> Iterator[str]:
    yield from each(distribution.blocks("origins"), _check_origin)


def _check_origin(origin: Block) -> Iterator[str]:
    identity = "originAccessIdentity" in origin.block("s3OriginConfig")
    if identity and "originAccessControlId" not in origin:
        where = f"{origin.path()}.s3OriginConfig.originAccessIdentity"
        yield f"requests are signed in a way that AWS gave up; got {where}, expected originAccessControlId instead"


_IDENTITY = {"s3OriginConfig": {"originAccessIdentity": "origin-access-identity/cloudfront/E127EXAMPLE51Z"}}
_CONTROL = {"originAccessControlId": "E2QWRUHAPOMQZL"}

CONTROL = Control(
    id="cloudfront.origin-access-control",
    title="Distributions reach buckets by origin access control, not by an identity",
    practices=("iam.least-privilege", "data.kms"),
    severity=Severity.LOW,
    why="An origin access identity can't read what a KMS key encrypts and is shared by distributions.",
    fix="replace the origin access identity by an origin access control",
    rules=(ResourceRule((DISTRIBUTION,), _check),),
    detection=(ConfigRule("CLOUDFRONT_S3_ORIGIN_ACCESS_CONTROL_ENABLED"), SecurityHubControl("CloudFront.13")),
    frameworks={Framework.FSBP: ("CloudFront.13",)},
    good=(
        example("an origin access control", distribution(origins=[BUCKET | _CONTROL])),
        example("both, while one replaces the other", distribution(origins=[BUCKET | _CONTROL | _IDENTITY])),
        example("neither, of which another control speaks", distribution(origins=[BUCKET])),
    ),
    bad=(example("an identity", distribution(origins=[BUCKET | _CONTROL, BUCKET | _IDENTITY])),),
)
