"""Tasks don't share the process namespace of their host."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import TASK, task


def _check(task: Resource) -> Iterator[str]:
    if task.text("pidMode") == "host":
        yield "the containers see and signal every process of their host; got pidMode host, expected task or none"


CONTROL = Control(
    id="ecs.no-host-pid",
    title="Tasks don't share the process namespace of their host",
    practices=("application.secure-coding",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="In the host's namespace a container reads the secrets in the environment of all processes, and can end them.",
    fix="leave pidMode out, or set it to task",
    rules=(ResourceRule((TASK,), _check),),
    detection=(ConfigRule("ECS_TASK_DEFINITION_PID_MODE_CHECK"), SecurityHubControl("ECS.3")),
    frameworks={Framework.FSBP: ("ECS.3",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_335",), Tool.CONTROL_TOWER: ("ECS.PR.10",)},
    good=(
        example("everything omitted", Given(TASK)),
        example("the namespace of the task", task(pidMode="task")),
    ),
    bad=(example("the namespace of the host", task(pidMode="host")),),
)
