"""Lambda patches the runtimes of functions."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_MANAGEMENT = "aws:lambda/runtimeManagementConfig:RuntimeManagementConfig"


def _check(management: Resource) -> Iterator[str]:
    if management.text("updateRuntimeOn") == "Manual":
        yield "the runtime gets no security patches; got updateRuntimeOn Manual, expected Auto or FunctionUpdate"


def _mend(management: Resource) -> dict[str, str]:
    # A version may only be named with Manual.
    return {"updateRuntimeOn": "Auto"} if any(_check(management)) and "runtimeVersionArn" not in management else {}


def _given(**how: str) -> Given:
    return Given(_MANAGEMENT, {"functionName": "resize"} | how)


_VERSION = "arn:aws:lambda:us-east-1::runtime:0a1b2c3d"

CONTROL = Control(
    id="lambda.runtime-patches-itself",
    title="Lambda patches the runtimes of functions",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="A version that is named keeps the holes of its day until somebody remembers to name another.",
    fix="set updateRuntimeOn to Auto and leave runtimeVersionArn out",
    rules=(ResourceRule((_MANAGEMENT,), _check, _mend),),
    good=(
        example("everything omitted", Given(_MANAGEMENT)),
        example("at once", _given(updateRuntimeOn="Auto")),
        example("with the next change of the function", _given(updateRuntimeOn="FunctionUpdate")),
    ),
    bad=(
        example("never", _given(updateRuntimeOn="Manual")),
        example("one version", _given(updateRuntimeOn="Manual", runtimeVersionArn=_VERSION)),
    ),
)
