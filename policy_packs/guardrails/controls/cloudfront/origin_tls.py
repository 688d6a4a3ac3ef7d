"""Distributions speak no TLS older than 1.2 with their origins."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, ResourceRule, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from .._tls import TLS_1_2, oldest_version
from ._helpers import (
    BUCKET,
    DISTRIBUTIONS,
    VPC_ORIGIN,
    distribution,
    each_endpoint,
    endpoints,
    is_in_vpc,
    multitenant,
    server,
    ssl_protocols,
    tenant_origin,
    vpc_origin,
)

_NAME = "originSslProtocols"


def _check(resource: Resource) -> Iterator[str]:
    yield from each_endpoint(resource, _check_endpoint)


def _check_endpoint(endpoint: Block) -> Iterator[str]:
    if old := [protocol for protocol in ssl_protocols(endpoint) if _is_old(protocol)]:
        got = f"{endpoint.path(_NAME)} with {', '.join(old)}"
        yield f"broken versions of TLS lead to the origin; got {got}, expected TLSv1.2"


def _is_old(protocol: str) -> bool:
    version = oldest_version(protocol)
    return version is not None and version < TLS_1_2


def _mend(resource: Resource) -> dict[str, Any]:
    changes: dict[str, Any] = {}
    for path, endpoint in endpoints(resource):
        if any(map(_is_old, ssl_protocols(endpoint))):
            changes[f"{path}.{_NAME}"] = {"items": ["TLSv1.2"], "quantity": 1} if is_in_vpc(endpoint) else ["TLSv1.2"]
    return changes


CONTROL = Control(
    id="cloudfront.origin-tls",
    title="Distributions speak no TLS older than 1.2 with their origins",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Who is on the way from the edge to the origin can break what old versions protect.",
    fix="set originSslProtocols of every custom origin to TLSv1.2 alone",
    rules=(ResourceRule((*DISTRIBUTIONS, VPC_ORIGIN), _check, _mend),),
    good=(
        example("TLS 1.2", distribution()),
        example("a bucket, of which AWS takes care", distribution(origins=[BUCKET])),
        example("of many tenants", multitenant()),
        example("of a network of one's own", vpc_origin("TLSv1.2")),
    ),
    bad=(
        *(
            example(f"{name} as well", distribution(origins=[server("TLSv1.2", name)]))
            for name in ("SSLv3", "TLSv1", "TLSv1.1")
        ),
        example(
            "many tenants",
            multitenant(origins=[tenant_origin(originSslProtocols=["TLSv1"])]),
        ),
        example("a network of one's own", vpc_origin("SSLv3", "TLSv1.2")),
    ),
)
