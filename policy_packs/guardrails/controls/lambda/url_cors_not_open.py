"""Addresses of functions name the origins whose scripts may call them."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_URL = "aws:lambda/functionUrl:FunctionUrl"


def _check(url: Resource) -> Iterator[str]:
    if "*" in url.block("cors").texts("allowOrigins"):
        yield "scripts of any website may call the function; got cors.allowOrigins *, expected named origins"


def _given(**cors: Any) -> Given:
    return Given(_URL, {"functionName": "orders", "authorizationType": "AWS_IAM", "cors": cors})


CONTROL = Control(
    id="lambda.url-cors-not-open",
    title="Addresses of functions name the origins whose scripts may call them",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="A page that a visitor happens to open otherwise calls the function from the visitor's browser.",
    fix="name the origins in cors.allowOrigins",
    rules=(ResourceRule((_URL,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_75",)},
    good=(
        example("everything omitted", Given(_URL)),
        example(
            "a named origin, for every method", _given(allowOrigins=["https://app.example.com"], allowMethods=["*"])
        ),
    ),
    bad=(
        example("every origin", _given(allowOrigins=["*"], allowMethods=["GET"])),
        example("every origin beside a named one", _given(allowOrigins=["https://app.example.com", "*"])),
    ),
)
