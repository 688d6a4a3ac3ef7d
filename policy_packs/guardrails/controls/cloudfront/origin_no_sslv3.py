"""Distributions speak no SSL 3 with their origins."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import (
    BUCKET,
    DISTRIBUTIONS,
    VPC_ORIGIN,
    distribution,
    each_endpoint,
    multitenant,
    server,
    ssl_protocols,
    tenant_origin,
    vpc_origin,
)


def _check(resource: Resource) -> Iterator[str]:
    yield from each_endpoint(resource, _check_endpoint)


def _check_endpoint(endpoint: Block) -> Iterator[str]:
    if "SSLv3" in ssl_protocols(endpoint):
        yield f"SSL 3 leads to the origin; got {endpoint.path('originSslProtocols')} with SSLv3, expected TLSv1.2"


CONTROL = Control(
    id="cloudfront.origin-no-sslv3",
    title="Distributions speak no SSL 3 with their origins",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="SSL 3 was broken for good in 2014; whoever is on the way reads what passes.",
    fix="leave SSLv3 out of originSslProtocols of every custom origin",
    rules=(ResourceRule((*DISTRIBUTIONS, VPC_ORIGIN), _check),),
    detection=(ConfigRule("CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS"), SecurityHubControl("CloudFront.10")),
    frameworks={Framework.FSBP: ("CloudFront.10",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_54",), Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.11",)},
    good=(
        example("TLS 1.2", distribution()),
        example("an old TLS, which another control is about", distribution(origins=[server("TLSv1")])),
        example("a bucket, of which AWS takes care", distribution(origins=[BUCKET])),
        example("of many tenants", multitenant()),
        example("of a network of one's own", vpc_origin("TLSv1.2")),
    ),
    bad=(
        example("SSL 3 as well", distribution(origins=[server("TLSv1.2", "SSLv3")])),
        example("many tenants", multitenant(origins=[tenant_origin(originSslProtocols=["SSLv3"])])),
        example("a network of one's own", vpc_origin("SSLv3", "TLSv1.2")),
    ),
)
