"""Lambda stops functions that call themselves in a loop."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_RECURSION = "aws:lambda/functionRecursionConfig:FunctionRecursionConfig"


def _check(recursion: Resource) -> Iterator[str]:
    if recursion.text("recursiveLoop") == "Allow":
        yield "a loop of events runs until somebody sees the bill; got recursiveLoop Allow, expected Terminate"


def _mend(recursion: Resource) -> dict[str, str]:
    return {"recursiveLoop": "Terminate"} if any(_check(recursion)) else {}


def _given(loop: str) -> Given:
    return Given(_RECURSION, {"functionName": "resize", "recursiveLoop": loop})


CONTROL = Control(
    id="lambda.recursion-stopped",
    title="Lambda stops functions that call themselves in a loop",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    why="A function that writes where it is triggered from multiplies by itself, or by who sends it the first event.",
    fix="set recursiveLoop to Terminate",
    rules=(ResourceRule((_RECURSION,), _check, _mend),),
    good=(
        example("everything omitted", Given(_RECURSION)),
        example("stopped", _given("Terminate")),
    ),
    bad=(example("allowed", _given("Allow")),),
)
