"""Copies of snapshots to other regions are encrypted."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import POLICY, by_event, by_schedule, event_copies, schedule_copies


def _check(policy: Resource) -> Iterator[str]:
    yield from each([*event_copies(policy), *schedule_copies(policy)], _check_copy)


def _check_copy(copy: Block) -> Iterator[str]:
    if not copy.flag("encrypted"):
        yield f"the copy in the other region is in the clear; got {copy.path('encrypted')} false, expected true"


CONTROL = Control(
    id="dlm.copies-encrypted",
    title="Copies of snapshots to other regions are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A copy of what was in the clear stays so, in a region that fewer people watch.",
    fix="set encrypted to true for each copy",
    rules=(ResourceRule((POLICY,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_253", "CKV_AWS_255")},
    good=(
        example("everything omitted", Given(POLICY)),
        example("no copies", by_schedule()),
        example("an encrypted copy by a schedule", by_schedule({"encrypted": True})),
        example("an encrypted copy of a shared snapshot", by_event({"encrypted": True})),
    ),
    bad=(
        example("a copy by a schedule that does not say", by_schedule({})),
        example("the second copy by a schedule in the clear", by_schedule({"encrypted": True}, {"encrypted": False})),
        example("a copy of a shared snapshot that does not say", by_event(None)),
        example("a copy of a shared snapshot in the clear", by_event({"encrypted": False})),
    ),
)
