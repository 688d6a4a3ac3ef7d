"""Distributions speak no TLS older than 1.2 with their origins."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from .._tls import TLS_1_2, oldest_version
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

_NAME = "originSslProtocols"


def _check(resource: Resource) -> Iterator[str]:
    yield from each_endpoint(resource, _check_endpoint)


def _check_endpoint(endpoint: Block) -> Iterator[str]:
    if old := [protocol for protocol in _protocols(endpoint) if _is_old(protocol)]:
        got = f"{endpoint.path(_NAME)} with {', '.join(old)}"
        yield f"broken versions of TLS lead to the origin; got {got}, expected TLSv1.2"


def _protocols(endpoint: Block) -> list[str]:
    return endpoint.block(_NAME).texts("items") if _in_items(endpoint) else endpoint.texts(_NAME)


def _in_items(endpoint: Block) -> bool:
    return endpoint.path().startswith("vpcOriginEndpointConfig")


def _is_old(protocol: str) -> bool:
    version = oldest_version(protocol)
    return version is not None and version < TLS_1_2


def _mend(resource: Resource) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for path, endpoint in endpoints(resource):
        if any(map(_is_old, _protocols(endpoint))):
            changes[f"{path}.{_NAME}"] = {"items": ["TLSv1.2"], "quantity": 1} if _in_items(endpoint) else ["TLSv1.2"]
    return changes


def _server(*protocols: str) -> dict[str, Any]:
    return SERVER | {"customOriginConfig": CUSTOM | {_NAME: list(protocols)}}


def _vpc_origin(*protocols: str) -> Given:
    arn = "arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/app/web/50dc6c495c0c9188"
    endpoint = {"arn": arn, "name": "web", "httpPort": 80, "httpsPort": 443, "originProtocolPolicy": "https-only"}
    allowed = {"items": list(protocols), "quantity": len(protocols)}
    return Given(VPC_ORIGIN, {"vpcOriginEndpointConfig": endpoint | {_NAME: allowed}})


CONTROL = Control(
    id="cloudfront.origin-tls",
    title="Distributions speak no TLS older than 1.2 with their origins",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Who is on the way from the edge to the origin can break what old versions protect.",
    fix="set originSslProtocols of every custom origin to TLSv1.2 alone",
    rules=(ResourceRule((*DISTRIBUTIONS, VPC_ORIGIN), _check, _mend),),
    detection=(ConfigRule("CLOUDFRONT_NO_DEPRECATED_SSL_PROTOCOLS"), SecurityHubControl("CloudFront.10")),
    frameworks={Framework.FSBP: ("CloudFront.10",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_54",), Tool.CONTROL_TOWER: ("CLOUDFRONT.PR.11",)},
    good=(
        example("TLS 1.2", distribution()),
        example("a bucket, of which AWS takes care", distribution(origins=[BUCKET])),
        example("of many tenants", multitenant()),
        example("of a network of one's own", _vpc_origin("TLSv1.2")),
    ),
    bad=(
        *(
            example(f"{name} as well", distribution(origins=[_server("TLSv1.2", name)]))
            for name in ("SSLv3", "TLSv1", "TLSv1.1")
        ),
        example(
            "many tenants",
            multitenant(origins=[tenant_origin(originSslProtocols=["TLSv1"])]),
        ),
        example("a network of one's own", _vpc_origin("SSLv3", "TLSv1.2")),
    ),
)
