"""The log group of a function is made beside it, before Lambda makes one that never expires."""

from collections.abc import Iterator

from .._model import Control, Given, Severity, StackRule, Tier, example
from .._properties import Undecided
from .._resources import Resource, Stack
from ._helpers import GROUP

_FUNCTION = "aws:lambda/function:Function"


def _names(stack: Stack) -> tuple[frozenset[str], bool]:
    """The names of the log groups, and whether some of them are not known."""
    known = [group for group in stack.of_type(GROUP) if group.is_known("name")]
    return frozenset(group.text("name") for group in known), len(known) < len(stack.of_type(GROUP))


def _check(function: Resource, stack: Stack) -> Iterator[str]:
    names, some_unknown = stack.once(_names)
    expected = f"/aws/lambda/{function.text('name', default=function.name)}"
    if expected in names or "logGroup" in function.block("loggingConfig"):
        return
    if some_unknown:
        raise Undecided("name")
    yield f"Lambda makes a log group that never expires; got none named {expected}, expected one in the stack"


_INPUTS = {"role": "arn:aws:iam::111122223333:role/orders", "name": "orders"}
_ORDERS = Given(_FUNCTION, _INPUTS, name="function")
_ELSEWHERE = {"loggingConfig": {"logFormat": "Text", "logGroup": "/shop/orders"}}

CONTROL = Control(
    id="logs.function-has-group",
    title="The log group of a function is made beside it",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="What Lambda makes by itself is kept for ever, under AWS's own key, and stays when the function goes.",
    fix="add a LogGroup named /aws/lambda/ and the function's name, with retentionInDays",
    rules=(StackRule((_FUNCTION,), _check),),
    tier=Tier.REGULATED,
    good=(
        example("a group of the function's name", _ORDERS, Given(GROUP, {"name": "/aws/lambda/orders"}, name="group")),
        example("a group of its choice", Given(_FUNCTION, _INPUTS | _ELSEWHERE)),
    ),
    bad=(
        example("no group", _ORDERS),
        example("everything omitted but the role", Given(_FUNCTION, {"role": _INPUTS["role"]})),
        example("the group of another function", _ORDERS, Given(GROUP, {"name": "/aws/lambda/carts"}, name="group")),
    ),
)
