"""Tasks don't share memory with their host."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import TASK, task


def _check(task: Resource) -> Iterator[str]:
    if task.text("ipcMode") == "host":
        yield "the containers share memory with every process of their host; got ipcMode host, expected task or none"


CONTROL = Control(
    id="ecs.no-host-ipc",
    title="Tasks don't share memory with their host",
    practices=("application.secure-coding",),
    severity=Severity.HIGH,
    why="Shared memory and semaphores of the host are open to the containers, whatever else keeps them apart.",
    fix="leave ipcMode out, or set it to task or none",
    rules=(ResourceRule((TASK,), _check),),
    good=(
        example("everything omitted", Given(TASK)),
        example("shared among the containers of the task", task(ipcMode="task")),
        example("shared with nobody", task(ipcMode="none")),
    ),
    bad=(example("shared with the host", task(ipcMode="host")),),
)
