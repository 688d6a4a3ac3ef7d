"""Methods of REST APIs check requests before they pass them on."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import METHOD


def _check(method: Resource) -> Iterator[str]:
    if method.text("httpMethod") != "OPTIONS" and "requestValidatorId" not in method:
        yield "malformed requests reach the backend; got no requestValidatorId, expected a request validator"


def _given(**more: Any) -> Given:
    method = {"restApi": "a1b2c3d4e5", "resourceId": "6f7g8h", "httpMethod": "POST", "authorization": "AWS_IAM"}
    return Given(METHOD, method | more)


CONTROL = Control(
    id="apigateway.request-validated",
    title="Methods of REST APIs check requests before they pass them on",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Parameters and bodies that fit no model are cheapest to refuse before any code of one's own sees them.",
    fix="set requestValidatorId to a validator of bodies and parameters",
    rules=(ResourceRule((METHOD,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_53",)},
    good=(
        example("checked", _given(requestValidatorId="a1b2c3")),
        example("a preflight request", _given(httpMethod="OPTIONS")),
    ),
    bad=(example("everything omitted", Given(METHOD)), example("not checked", _given())),
)
