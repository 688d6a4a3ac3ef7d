"""APIs speak TLS with what is behind them."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import INTEGRATION, REST_INTEGRATION


def _check(integration: Resource) -> Iterator[str]:
    name = "uri" if integration.type == REST_INTEGRATION else "integrationUri"
    if integration.text(name).lower().startswith("http://"):
        yield f"requests go on in the clear; got {name} {integration.text(name)}, expected https"
    elif (
        name == "integrationUri" and integration.text("connectionType") == "VPC_LINK" and "tlsConfig" not in integration
    ):
        yield "requests go on in the clear; got connectionType VPC_LINK without tlsConfig, expected tlsConfig"


def _rest(uri: str, **more: Any) -> Given:
    method = {"restApi": "a1b2c3d4e5", "resourceId": "6f7g8h", "httpMethod": "GET", "type": "HTTP_PROXY"}
    return Given(REST_INTEGRATION, method | {"uri": uri} | more)


def _integration(uri: str, **more: Any) -> Given:
    return Given(INTEGRATION, {"apiId": "a1b2c3d4e5", "integrationType": "HTTP_PROXY", "integrationUri": uri} | more)


_LISTENER = "arn:aws:elasticloadbalancing:us-east-1:111122223333:listener/app/web/1/2"
_PRIVATE = {"connectionType": "VPC_LINK", "connectionId": "a1b2c3"}

CONTROL = Control(
    id="apigateway.integration-encrypted",
    title="APIs speak TLS with what is behind them",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="TLS that ends at the API leaves the last part of the way open to who gets into the network.",
    fix="use an address with https, and tlsConfig.serverNameToVerify for private integrations",
    rules=(ResourceRule((REST_INTEGRATION, INTEGRATION), _check),),
    detection=(SecurityHubControl("APIGateway.10"),),
    frameworks={Framework.FSBP: ("APIGateway.10",)},
    good=(
        example("everything omitted", Given(INTEGRATION, {"apiId": "a1b2c3d4e5", "integrationType": "MOCK"})),
        example("HTTPS", _rest("https://orders.example.com/")),
        example("HTTPS of an HTTP API", _integration("https://orders.example.com/")),
        example(
            "a private one", _integration(_LISTENER, **_PRIVATE, tlsConfig={"serverNameToVerify": "a.example.com"})
        ),
        example("a function", _integration("arn:aws:lambda:us-east-1:111122223333:function:orders")),
        example("the public connection", _integration("https://orders.example.com/", connectionType="INTERNET")),
        example("a private one of a REST API", _rest("https://a.example.com", **_PRIVATE)),
    ),
    bad=(
        example("HTTP", _rest("http://orders.example.com/")),
        example("HTTP of an HTTP API", _integration("HTTP://orders.example.com/")),
        example("a private one without TLS", _integration(_LISTENER, **_PRIVATE)),
    ),
)
