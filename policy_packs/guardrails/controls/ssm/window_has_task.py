"""Maintenance windows have something to do."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import WINDOW, WINDOW_TASK, task


def _check(window: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(window, WINDOW_TASK, by="windowId"):
        yield "the window opens for nothing; got no MaintenanceWindowTask, expected one with the window's id"


_NIGHTLY = Given(
    WINDOW, {"name": "nightly", "schedule": "cron(0 3 * * ? *)", "duration": 3, "cutoff": 1}, name="nightly"
)

CONTROL = Control(
    id="ssm.window-has-task",
    title="Maintenance windows have something to do",
    practices=("patching.patch-manager",),
    severity=Severity.LOW,
    why="A schedule without a task looks like patching and patches nothing.",
    fix="add a MaintenanceWindowTask, such as one that runs AWS-RunPatchBaseline",
    rules=(StackRule((WINDOW,), _check),),
    good=(example("a task", _NIGHTLY, task(windowId=Ref("nightly"))),),
    bad=(
        example("everything omitted", Given(WINDOW)),
        example("another window's task", _NIGHTLY, task()),
    ),
)
