"""Stacks stay when their account leaves the set."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

# The flag of each type.
_FLAGS = {
    "aws:cloudformation/stackInstances:StackInstances": "retainStacks",
    "aws:cloudformation/stackSetInstance:StackSetInstance": "retainStack",
}


def _check(instance: Resource) -> Iterator[str]:
    flag = _FLAGS[instance.type]
    if not instance.flag(flag):
        yield f"an account's stack is deleted when it leaves the set; got {flag} false, expected true"


CONTROL = Control(
    id="cloudformation.stack-set-instances-kept",
    title="Stacks stay when their account leaves the set",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Moving an account to another unit deletes all that the set made in it, its data and its protection.",
    fix="set retainStack, or retainStacks, to true",
    rules=(ResourceRule(tuple(_FLAGS), _check),),
    good=(*(example(f"kept: {type}", Given(type, {flag: True})) for type, flag in _FLAGS.items()),),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _FLAGS),
        *(example(f"deleted: {type}", Given(type, {flag: False})) for type, flag in _FLAGS.items()),
    ),
)
