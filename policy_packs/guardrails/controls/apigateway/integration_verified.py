"""REST APIs check the certificate of what is behind them."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import REST_INTEGRATION


def _check(integration: Resource) -> Iterator[str]:
    if integration.block("tlsConfig").flag("insecureSkipVerification"):
        yield "anybody can pose as the backend; got tlsConfig.insecureSkipVerification true, expected false"


def _mend(integration: Resource) -> dict[str, bool]:
    return {"tlsConfig.insecureSkipVerification": False} if any(_check(integration)) else {}


def _given(**more: Any) -> Given:
    method = {"restApi": "a1b2c3d4e5", "resourceId": "6f7g8h", "httpMethod": "GET", "type": "HTTP_PROXY"}
    return Given(REST_INTEGRATION, method | {"uri": "https://orders.example.com/"} | more)


CONTROL = Control(
    id="apigateway.integration-verified",
    title="REST APIs check the certificate of what is behind them",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Encryption without knowing to whom protects from nobody who can stand in between.",
    fix="set tlsConfig.insecureSkipVerification to false, and give the backend a valid certificate",
    rules=(ResourceRule((REST_INTEGRATION,), _check, _mend),),
    good=(
        example("everything omitted", _given()),
        example("checked", _given(tlsConfig={"insecureSkipVerification": False})),
    ),
    bad=(example("not checked", _given(tlsConfig={"insecureSkipVerification": True})),),
)
