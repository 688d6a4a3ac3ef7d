"""APIs with a domain of their own are not reached by AWS's address as well."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import API, REST_API

_MAPPINGS = {
    REST_API: ("aws:apigateway/basePathMapping:BasePathMapping", "restApi"),
    API: ("aws:apigatewayv2/apiMapping:ApiMapping", "apiId"),
}


def _check(api: Resource, stack: Stack) -> Iterator[str]:
    type, by = _MAPPINGS[api.type]
    if not api.flag("disableExecuteApiEndpoint") and stack.sidecars(api, type, by=by):
        yield "AWS's address leads past the domain; got disableExecuteApiEndpoint false, expected true"


def _api(type: str, **more: Any) -> Given:
    protocol = {"protocolType": "HTTP"} if type == API else {}
    return Given(type, {"name": "orders"} | protocol | more, name="api")


def _mapping(type: str, api: str | Ref) -> Given:
    mapping, by = _MAPPINGS[type]
    stage = {"stage": "live"} if type == API else {"stageName": "live"}
    return Given(mapping, {"domainName": "api.example.com", by: api} | stage, name="mapping")


CONTROL = Control(
    id="apigateway.default-endpoint-off",
    title="APIs with a domain of their own are not reached by AWS's address as well",
    practices=("application.secure-coding", "network.waf-shield"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Mutual TLS, the distribution and its web ACL in front of the domain don't stand in front of AWS's address.",
    fix="set disableExecuteApiEndpoint to true",
    rules=(StackRule((REST_API, API), _check),),
    good=(
        *(example(f"no domain, {type}", _api(type)) for type in _MAPPINGS),
        example("off", _api(API, disableExecuteApiEndpoint=True), _mapping(API, Ref("api"))),
        example("another API's domain", _api(API), _mapping(API, "f6g7h8i9j0")),
    ),
    bad=tuple(example(f"a domain, {type}", _api(type), _mapping(type, Ref("api"))) for type in _MAPPINGS),
)
