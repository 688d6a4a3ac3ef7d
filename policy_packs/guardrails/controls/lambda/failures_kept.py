"""Events that a function fails on are kept."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import FUNCTION, function

_INVOCATION = "aws:lambda/functionEventInvokeConfig:FunctionEventInvokeConfig"


def _check(function: Resource, stack: Stack) -> Iterator[str]:
    if function.block("deadLetterConfig").text("targetArn"):
        return
    configurations = stack.sidecars(function, _INVOCATION, by="functionName")
    if not any(each.block("destinationConfig").block("onFailure").text("destination") for each in configurations):
        yield "events that fail are gone; got no deadLetterConfig.targetArn and no destination, expected one of them"


_QUEUE = "arn:aws:sqs:us-east-1:111122223333:failures"
_DESTINATION = {"destinationConfig": {"onFailure": {"destination": _QUEUE}}}


def _invocation(**properties: object) -> Given:
    return Given(_INVOCATION, {"functionName": Ref("resize", "name")} | properties, name="failures")


CONTROL = Control(
    id="lambda.failures-kept",
    title="Events that a function fails on are kept",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="After two more attempts Lambda drops the event, and with it what was to be done.",
    fix="set targetArn of deadLetterConfig, or a destination for failures",
    rules=(StackRule((FUNCTION,), _check),),
    detection=(ConfigRule("LAMBDA_DLQ_CHECK"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_116",)},
    good=(
        example("a queue", function(deadLetterConfig={"targetArn": _QUEUE})),
        example("a destination", function(name="resize"), _invocation(**_DESTINATION)),
    ),
    bad=(
        example("everything omitted", Given(FUNCTION)),
        example("no target", function(deadLetterConfig={})),
        example("fewer attempts alone", function(name="resize"), _invocation(maximumRetryAttempts=0)),
        example(
            "a destination for success",
            function(name="resize"),
            _invocation(destinationConfig={"onSuccess": {"destination": _QUEUE}}),
        ),
        example("another's destination", function(name="resize"), _invocation(functionName="crop", **_DESTINATION)),
    ),
)
