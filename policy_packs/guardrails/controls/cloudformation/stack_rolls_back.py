"""Stacks that fail are rolled back."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import STACK


def _check(stack: Resource) -> Iterator[str]:
    if stack.flag("disableRollback") or stack.text("onFailure") == "DO_NOTHING":
        yield "a stack that fails stays half made; got disableRollback true, expected a rollback"


CONTROL = Control(
    id="cloudformation.stack-rolls-back",
    title="Stacks that fail are rolled back",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    why="What was made before the failure runs on, without what was to protect it.",
    fix="set disableRollback to false, and onFailure to ROLLBACK or DELETE",
    rules=(ResourceRule((STACK,), _check),),
    good=(
        example("everything omitted", Given(STACK)),
        *(example(how, Given(STACK, {"name": "shop", "onFailure": how})) for how in ("ROLLBACK", "DELETE")),
        example("on", Given(STACK, {"name": "shop", "disableRollback": False})),
    ),
    bad=(
        example("off", Given(STACK, {"name": "shop", "disableRollback": True})),
        example("nothing is done", Given(STACK, {"name": "shop", "onFailure": "DO_NOTHING"})),
    ),
)
