"""Functions have a limit of concurrency."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import FUNCTION, function


def _check(function: Resource) -> Iterator[str]:
    # As a number, -1 stands for no limit.
    if "reservedConcurrentExecutions" not in function or function.number("reservedConcurrentExecutions") < 0:
        yield "one function can use up the account; got no reservedConcurrentExecutions, expected a limit"


CONTROL = Control(
    id="lambda.concurrency-limited",
    title="Functions have a limit of concurrency",
    practices=("compliance.well-architected", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="All functions of an account share its concurrency: a flood of one stops the others, and runs up the bill.",
    fix="set reservedConcurrentExecutions",
    rules=(ResourceRule((FUNCTION,), _check),),
    detection=(ConfigRule("LAMBDA_CONCURRENCY_CHECK"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_115",)},
    good=(
        example("a limit", function(reservedConcurrentExecutions=100)),
        example("switched off", function(reservedConcurrentExecutions=0)),
    ),
    bad=(
        example("everything omitted", Given(FUNCTION)),
        example("no limit on purpose", function(reservedConcurrentExecutions=-1)),
    ),
)
