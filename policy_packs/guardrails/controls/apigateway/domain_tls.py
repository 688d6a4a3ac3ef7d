"""Domains of APIs speak TLS 1.2 or newer."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from .._tls import TLS_1_2, oldest_accepted
from ._helpers import DOMAIN, REST_API, REST_DOMAIN

_NAME, _CURRENT = "securityPolicy", "TLS_1_2"


def _takes_old_versions(resource: Resource) -> bool:
    if resource.type == REST_API and _NAME not in resource:
        return False  # The address that AWS gives is judged where its policy is chosen.
    block = resource.block("domainNameConfiguration") if resource.type == DOMAIN else resource
    return oldest_accepted(block, _NAME, "TLS_1_0") < TLS_1_2


def _check(resource: Resource) -> Iterator[str]:
    if _takes_old_versions(resource):
        block = resource.block("domainNameConfiguration") if resource.type == DOMAIN else resource
        got = block.text(_NAME) or "missing"
        yield f"TLS older than 1.2 is accepted; got {_NAME} {got}, expected {_CURRENT} or a newer one"


def _mend(resource: Resource) -> dict[str, str]:
    path = f"domainNameConfiguration.{_NAME}" if resource.type == DOMAIN else _NAME
    return {path: _CURRENT} if _takes_old_versions(resource) else {}


def _rest(policy: str | None) -> Given:
    return Given(REST_DOMAIN, {"domainName": "api.example.com", _NAME: policy})


def _domain(policy: str | None) -> Given:
    certificate = "arn:aws:acm:eu-central-1:111122223333:certificate/a1b2c3d4"
    configuration: dict[str, Any] = {"certificateArn": certificate, "endpointType": "REGIONAL"}
    policies = {} if policy is None else {_NAME: policy}
    return Given(DOMAIN, {"domainName": "api.example.com", "domainNameConfiguration": configuration | policies})


CONTROL = Control(
    id="apigateway.domain-tls",
    title="Domains of APIs speak TLS 1.2 or newer",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="What crosses the internet under broken versions of TLS can be read and changed on its way.",
    fix=f"set {_NAME} to {_CURRENT}, or to a policy that starts at TLS 1.2 or 1.3",
    rules=(ResourceRule((REST_DOMAIN, DOMAIN, REST_API), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_206",), Tool.TRIVY: ("AWS-0005",)},
    good=(
        *(
            example(name, _rest(name))
            for name in ("TLS_1_2", "SecurityPolicy_TLS13_1_3_2025_09", "SecurityPolicy_TLS12_PFS_2025_EDGE")
        ),
        example("an HTTP API's domain", _domain("TLS_1_2")),
        example("an API that does not say", Given(REST_API, {"name": "orders"})),
        example("an API with TLS 1.3", Given(REST_API, {"name": "orders", _NAME: "SecurityPolicy_TLS13_1_3_2025_09"})),
    ),
    bad=(
        example("TLS 1.0", _rest("TLS_1_0")),
        example("everything omitted but the name", _rest(None)),
        example("TLS 1.0 of an HTTP API", _domain("TLS_1_0")),
        example("an HTTP API's domain that does not say", _domain(None)),
        example("an API with TLS 1.0", Given(REST_API, {"name": "orders", _NAME: "TLS_1_0"})),
    ),
)
