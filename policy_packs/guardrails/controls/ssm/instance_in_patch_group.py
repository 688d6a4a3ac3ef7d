"""Instances are in a patch group, where the stack has such groups."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import GROUP_TAGS, PATCH_GROUP

_INSTANCE = "aws:ec2/instance:Instance"
_SHOWN = 5  # groups in a message


def _groups(stack: Stack) -> set[str]:
    return {group.text("patchGroup") for group in stack.of_type(PATCH_GROUP)}


def _check(instance: Resource, stack: Stack) -> Iterator[str]:
    groups = stack.once(_groups)
    if not groups:
        return
    tags = [instance.block(name) for name in ("tagsAll", "tags") if name in instance]
    group = next((block.text(key) for block in tags for key in GROUP_TAGS if key in block), "")
    if group not in groups:
        known = ", ".join(sorted(groups)[:_SHOWN])
        yield f"another baseline patches it, if any; got tag Patch Group {group or 'missing'}, expected one of {known}"


def _group(name: str) -> Given:
    return Given(PATCH_GROUP, {"baselineId": "pb-0a1b2c3d4e5f60718", "patchGroup": name}, name=f"group-{name}")


def _instance(**tags: Any) -> Given:
    return Given(_INSTANCE, {"tags": tags}, name="instance")


_GROUPS = (_group("web"), _group("db"))

CONTROL = Control(
    id="ssm.instance-in-patch-group",
    title="Instances are in a patch group, where the stack has such groups",
    practices=("patching.patch-manager",),
    severity=Severity.MEDIUM,
    why="An instance without the tag falls out of the baseline and of the schedule that were made for it.",
    fix="add the tag Patch Group with the group's name to the instance",
    rules=(StackRule((_INSTANCE,), _check),),
    good=(
        example("a stack without groups", Given(_INSTANCE)),
        *(example(key, *_GROUPS, _instance(**{key: "db"})) for key in GROUP_TAGS),
    ),
    bad=(
        example("everything omitted", *_GROUPS, Given(_INSTANCE)),
        example("other tags", *_GROUPS, _instance(Name="web")),
        example("another group", *_GROUPS, _instance(PatchGroup="cache")),
    ),
)
