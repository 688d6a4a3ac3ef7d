"""Tasks have a role of their own, apart from the role that starts them."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DAEMON, TASK, daemon, task


def _check(task: Resource) -> Iterator[str]:
    role, execution = task.text("taskRoleArn"), task.text("executionRoleArn")
    if role and role == execution:
        yield (
            f"the program has the rights of who starts it; got {role} as taskRoleArn and executionRoleArn, "
            "expected two roles"
        )


_ARN = "arn:aws:iam::111122223333:role"
_EXECUTION: dict[str, Any] = {"executionRoleArn": f"{_ARN}/execution"}

CONTROL = Control(
    id="ecs.roles-distinct",
    title="Tasks have a role of their own, apart from the role that starts them",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    why="The role that starts a task reads its secrets and images; the program needs none of these rights.",
    fix="give the task a taskRoleArn of its own",
    rules=(ResourceRule((TASK, DAEMON), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_249",)},
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (TASK, DAEMON)),
        example("two roles", task(taskRoleArn=f"{_ARN}/web", **_EXECUTION)),
        example("a task that has no rights", task(**_EXECUTION)),
    ),
    bad=(
        example("one role", task(taskRoleArn=f"{_ARN}/execution", **_EXECUTION)),
        example("a daemon of one role", daemon(taskRoleArn=f"{_ARN}/execution", **_EXECUTION)),
    ),
)
