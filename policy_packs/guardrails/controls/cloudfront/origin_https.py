"""Distributions speak HTTPS with their origins."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import (
    BUCKET,
    CUSTOM,
    DISTRIBUTIONS,
    SERVER,
    VPC_ORIGIN,
    distribution,
    each_endpoint,
    endpoints,
    multitenant,
    tenant_origin,
)

_NAME, _HTTPS = "originProtocolPolicy", "https-only"


def _check(resource: Resource) -> Iterator[str]:
    yield from each_endpoint(resource, _check_endpoint)


def _check_endpoint(endpoint: Block) -> Iterator[str]:
    if (policy := endpoint.text(_NAME)) != _HTTPS:
        got = f"{endpoint.path(_NAME)} {policy or 'missing'}"
        yield f"traffic to the origin may be in the clear; got {got}, expected {_HTTPS}"


def _mend(resource: Resource) -> dict[str, str]:
    return {f"{path}.{_NAME}": _HTTPS for path, endpoint in endpoints(resource) if endpoint.text(_NAME) != _HTTPS}


def _origin(policy: str) -> dict[str, Any]:
    return SERVER | {"customOriginConfig": CUSTOM | {_NAME: policy}}


def _vpc_origin(policy: str) -> Given:
    arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188"
    protocols = {"items": ["TLSv1.2"], "quantity": 1}
    endpoint = {"arn": arn, "name": "web", "httpPort": 80, "httpsPort": 443, "originSslProtocols": protocols}
    return Given(VPC_ORIGIN, {"vpcOriginEndpointConfig": endpoint | {_NAME: policy}})


CONTROL = Control(
    id="cloudfront.origin-https",
    title="Distributions speak HTTPS with their origins",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="The padlock in the browser says nothing about the way from the edge to the origin.",
    fix="set originProtocolPolicy of every custom origin to https-only",
    rules=(ResourceRule((*DISTRIBUTIONS, VPC_ORIGIN), _check, _mend),),
    detection=(ConfigRule("CLOUDFRONT_TRAFFIC_TO_ORIGIN_ENCRYPTED"), SecurityHubControl("CloudFront.9")),
    frameworks={Framework.FSBP: ("CloudFront.9",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_72",), Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.8",)},
    good=(
        example("HTTPS", distribution()),
        example("a bucket, of which AWS takes care", distribution(origins=[BUCKET])),
        example("of many tenants", multitenant()),
        example("of a network of one's own", _vpc_origin("https-only")),
    ),
    bad=(
        example("HTTP", distribution(origins=[_origin("http-only")])),
        example("whatever the viewer uses, beside HTTPS", distribution(origins=[SERVER, _origin("match-viewer")])),
        example("no policy", distribution(origins=[SERVER | {"customOriginConfig": {"httpsPort": 443}}])),
        example(
            "HTTP for many tenants",
            multitenant(origins=[tenant_origin(originProtocolPolicy="http-only")]),
        ),
        example("HTTP in a network of one's own", _vpc_origin("http-only")),
    ),
)
