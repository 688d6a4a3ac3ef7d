"""Buckets and functions behind a distribution take requests from it alone."""

import re
from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BUCKET, CUSTOM, DISTRIBUTION, DISTRIBUTIONS, SERVER, distribution, is_bucket, multitenant

_FUNCTION = re.compile(r"[a-z0-9]+\.lambda-url\.[a-z0-9-]+\.on\.aws")


def _check(distribution: Resource) -> Iterator[str]:
    yield from each(distribution.blocks("origins"), _check_origin)


def _check_origin(origin: Block) -> Iterator[str]:
    if "originAccessControlId" in origin:
        return
    if is_bucket(origin):
        what, signed = "bucket", "originAccessIdentity" in origin.block("s3OriginConfig")
    else:
        what, signed = "function", not _FUNCTION.fullmatch(origin.text("domainName"))
    if not signed:
        yield (
            f"the {what} must answer everybody for the distribution to reach it; "
            f"got no {origin.path('originAccessControlId')}, expected an origin access control"
        )


_CONTROL = {"originAccessControlId": "E2QWRUHAPOMQZL"}
_VPC = {"vpcOriginId": "vo_a1b2c3d4"}
_IDENTITY = {"s3OriginConfig": {"originAccessIdentity": "origin-access-identity/cloudfront/E127EXAMPLE51Z"}}
_URL: dict[str, Any] = SERVER | {"domainName": "a1b2c3d4.lambda-url.eu-central-1.on.aws"}


def _tenants(**origin: Any) -> Given:
    return multitenant(origins=[{"id": "site", "domainName": BUCKET["domainName"]} | origin])


CONTROL = Control(
    id="cloudfront.origin-private",
    title="Buckets and functions behind a distribution take requests from it alone",
    practices=("network.private-subnets", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="An origin that is open to everybody is reached past the distribution's web ACL, cache and signed URLs.",
    fix="set originAccessControlId, and let only the distribution in by the policy of the bucket or function",
    rules=(ResourceRule(DISTRIBUTIONS, _check),),
    detection=(
        ConfigRule("CLOUDFRONT_S3_ORIGIN_ACCESS_CONTROL_ENABLED"),
        ConfigRule("CLOUDFRONT_ORIGIN_LAMBDA_URL_OAC_ENABLED"),
        SecurityHubControl("CloudFront.13"),
        SecurityHubControl("CloudFront.16"),
    ),
    frameworks={Framework.FSBP: ("CloudFront.13", "CloudFront.16")},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_46",), Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.10",)},
    good=(
        example("everything omitted", Given(DISTRIBUTION)),
        example("an origin access control", distribution(origins=[BUCKET | _CONTROL])),
        example("an identity, of which another control speaks", distribution(origins=[BUCKET | _IDENTITY])),
        example("a function with an origin access control", distribution(origins=[_URL | _CONTROL])),
        example("a server, which has no such thing", distribution()),
        example(
            "a load balancer in a network",
            distribution(origins=[BUCKET | {"vpcOriginConfig": _VPC}]),
        ),
        example("of many tenants", multitenant()),
        example(
            "a load balancer behind many tenants",
            _tenants(vpcOriginConfigs=[_VPC]),
        ),
    ),
    bad=(
        example("a bucket without", distribution(origins=[SERVER, BUCKET])),
        example(
            "a bucket with an empty identity",
            distribution(origins=[BUCKET | {"s3OriginConfig": {}}]),
        ),
        example("a function without", distribution(origins=[_URL])),
        example("a bucket of many tenants", _tenants()),
        example("a function of many tenants", _tenants(domainName=_URL["domainName"], customOriginConfigs=[CUSTOM])),
    ),
)
