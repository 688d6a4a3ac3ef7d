"""Methods and routes of APIs know who calls."""

from collections.abc import Iterator
from typing import Any

from .._documents import matches
from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import API, METHOD, ROUTE

_ANY = "$default"


def _check_method(method: Resource) -> Iterator[str]:
    if method.text("httpMethod") == "OPTIONS" or method.flag("apiKeyRequired"):
        return
    if (kind := method.text("authorization") or "NONE") == "NONE":
        yield f"anybody may call the method; got authorization {kind}, expected AWS_IAM, CUSTOM or COGNITO_USER_POOLS"


def _check_route(route: Resource) -> Iterator[str]:
    # Of WebSocket APIs, only $connect can ask who calls; of the others' routes, only the name tells.
    key = route.text("routeKey")
    if key == "$connect" or " " in key:
        yield from _check_authorization(route, key)


def _check_default_route(route: Resource, stack: Stack) -> Iterator[str]:
    if route.text("routeKey") == _ANY and not _is_message(route, stack):
        yield from _check_authorization(route, _ANY)


def _is_message(route: Resource, stack: Stack) -> bool:
    return any(api.text("protocolType") == "WEBSOCKET" for api in stack.targets(route, "apiId", API))


def _check_authorization(route: Resource, key: str) -> Iterator[str]:
    if key.startswith("OPTIONS ") or any(matches(pattern, key) for pattern in route.parameters["openRoutes"]):
        return
    if (kind := route.text("authorizationType") or "NONE") == "NONE":
        yield f"anybody may call {key}; got authorizationType {kind}, expected AWS_IAM, CUSTOM or JWT"


def _check_api(api: Resource) -> Iterator[str]:
    if "target" in api:
        yield "anybody may call the target; got target, which makes a route without authorization, expected routes"


def _method(**more: Any) -> Given:
    return Given(METHOD, {"restApi": "a1b2c3d4e5", "resourceId": "6f7g8h", "httpMethod": "GET"} | more)


def _route(key: str, api: str | Ref = "a1b2c3d4e5", **more: Any) -> Given:
    return Given(ROUTE, {"apiId": api, "routeKey": key} | more, name="route")


def _api(protocol: str, **more: Any) -> Given:
    return Given(API, {"name": "orders", "protocolType": protocol} | more, name="api")


CONTROL = Control(
    id="apigateway.authorization",
    title="Methods and routes of APIs know who calls",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="An address of API Gateway is public, and its paths are guessed or read from the application that calls them.",
    fix="set authorization or authorizationType, or name what is open on purpose in openRoutes",
    rules=(
        ResourceRule((METHOD,), _check_method),
        ResourceRule((ROUTE,), _check_route),
        ResourceRule((API,), _check_api),
        StackRule((ROUTE,), _check_default_route),
    ),
    detection=(ConfigRule("API_GWV2_AUTHORIZATION_TYPE_CONFIGURED"), SecurityHubControl("APIGateway.8")),
    frameworks={Framework.FSBP: ("APIGateway.8",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_59", "CKV_AWS_309"), Tool.TRIVY: ("AWS-0004",)},
    parameters={
        "openRoutes": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "Keys of routes that anybody may call, such as GET /health, with * where they vary.",
            },
        )
    },
    good=(
        example("a method with IAM", _method(authorization="AWS_IAM")),
        example("a method with a key", _method(authorization="NONE", apiKeyRequired=True)),
        example("a preflight request", _method(authorization="NONE", httpMethod="OPTIONS")),
        example("a route with IAM", _route("GET /orders", authorizationType="AWS_IAM")),
        example("a preflight route", _route("OPTIONS /orders")),
        example("an open route", _route("GET /health/live"), openRoutes=["GET /health/*"]),
        example("a message of a WebSocket", _route("sendMessage")),
        example("the end of a WebSocket", _route("$disconnect")),
        example("the default route of a WebSocket", _api("WEBSOCKET"), _route(_ANY, Ref("api"))),
        example("a default route with tokens", _route(_ANY, authorizationType="JWT")),
        example("an API without routes", _api("HTTP")),
    ),
    bad=(
        example("everything omitted", Given(METHOD)),
        example("a method for anybody", _method(authorization="NONE")),
        example("a method that says it needs no key", _method(authorization="NONE", apiKeyRequired=False)),
        example("a route for anybody", _route("GET /orders", authorizationType="NONE")),
        example("a route that does not say", _route("ANY /{proxy+}"), openRoutes=["GET /*"]),
        example("a WebSocket for anybody", _route("$connect")),
        example("a default route for anybody", _api("HTTP"), _route(_ANY, Ref("api"))),
        example("a default route beside a WebSocket", _api("WEBSOCKET"), _route(_ANY)),
        example(
            "an API made of a target", _api("HTTP", target="arn:aws:lambda:us-east-1:111122223333:function:orders")
        ),
    ),
)
