"""Addresses of functions take signed requests only."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_URL = "aws:lambda/functionUrl:FunctionUrl"


def _check(url: Resource) -> Iterator[str]:
    kind = url.text("authorizationType")
    if kind != "AWS_IAM":
        yield f"anybody may call the function; got authorizationType {kind or 'missing'}, expected AWS_IAM"


def _given(**more: Any) -> Given:
    return Given(_URL, {"functionName": "orders"} | more)


CONTROL = Control(
    id="lambda.url-authorized",
    title="Addresses of functions take signed requests only",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="The address is public, and whoever finds it runs the function with the rights of its role.",
    fix="set authorizationType to AWS_IAM, and put CloudFront or API Gateway before what the public calls",
    rules=(ResourceRule((_URL,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_258",), Tool.CONTROL_TOWER: ("LAMBDA.PR.5",)},
    good=(example("signed requests", _given(authorizationType="AWS_IAM")),),
    bad=(
        example("everything omitted", Given(_URL)),
        example("anybody's requests", _given(authorizationType="NONE")),
    ),
)
