"""REST and WebSocket APIs show their backend a certificate."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import API, REST_STAGE, REST_STAGE_INPUTS, STAGE


def _check_websocket(stage: Resource, stack: Stack) -> Iterator[str]:
    if any(api.text("protocolType") == "WEBSOCKET" for api in stack.targets(stage, "apiId", API)):
        yield from _check(stage)


def _check(stage: Resource) -> Iterator[str]:
    if "clientCertificateId" not in stage:
        yield "the backend can't tell the API from anybody else; got no clientCertificateId, expected a certificate"


def _stage(protocol: str, **more: Any) -> tuple[Given, Given]:
    api = Given(API, {"name": "chat", "protocolType": protocol}, name="api")
    return api, Given(STAGE, {"apiId": Ref("api"), "name": "live"} | more, name="stage")


CONTROL = Control(
    id="apigateway.client-certificate",
    title="REST and WebSocket APIs show their backend a certificate",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A public backend that takes requests from everybody is reached past the API's authorization.",
    fix="set clientCertificateId, and let the backend accept that certificate alone",
    rules=(ResourceRule((REST_STAGE,), _check), StackRule((STAGE,), _check_websocket)),
    detection=(ConfigRule("API_GW_SSL_ENABLED"), SecurityHubControl("APIGateway.2")),
    frameworks={Framework.FSBP: ("APIGateway.2",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_51",)},
    good=(
        example("a WebSocket API's certificate", *_stage("WEBSOCKET", clientCertificateId="a1b2c3")),
        example("an HTTP API, which has none", *_stage("HTTP")),
        example(
            "a stage beside a WebSocket API",
            Given(API, {"name": "chat", "protocolType": "WEBSOCKET"}, name="api"),
            Given(STAGE, {"apiId": "f6g7h8i9j0", "name": "live"}, name="stage"),
        ),
        example("a certificate", Given(REST_STAGE, REST_STAGE_INPUTS | {"clientCertificateId": "a1b2c3"})),
        example(
            "a certificate that is made with it",
            Given("aws:apigateway/clientCertificate:ClientCertificate", name="certificate"),
            Given(REST_STAGE, REST_STAGE_INPUTS | {"clientCertificateId": Ref("certificate")}),
        ),
    ),
    bad=(
        example("everything omitted", Given(REST_STAGE, REST_STAGE_INPUTS)),
        example("a WebSocket API without", *_stage("WEBSOCKET")),
    ),
)
