"""Containers send their logs somewhere."""

import json
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block
from .._resources import Resource
from ._helpers import DAEMON, TASK, daemon, each_container, task


def _check(task: Resource) -> Iterator[str]:
    yield from each_container(task, _check_container)


def _check_container(container: Block) -> Iterator[str]:
    if not container.block("logConfiguration").text("logDriver"):
        yield f"what the container says is lost; got no {container.path('logConfiguration')}.logDriver, expected one"


_LOGGED = {"logConfiguration": {"logDriver": "awslogs", "options": {"awslogs-group": "/ecs/web"}}}

CONTROL = Control(
    id="ecs.containers-logged",
    title="Containers send their logs somewhere",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="A container's output dies with its host, which is when somebody asks what happened.",
    fix="set logConfiguration, with awslogs or awsfirelens as its driver",
    rules=(ResourceRule((TASK, DAEMON), _check),),
    detection=(ConfigRule("ECS_TASK_DEFINITION_LOG_CONFIGURATION"), SecurityHubControl("ECS.9")),
    frameworks={Framework.FSBP: ("ECS.9",)},
    equivalents={Tool.CONTROL_TOWER: ("ECS.PR.5",)},
    good=(
        example("everything omitted, so no container", Given(TASK)),
        example("logged", task(_LOGGED)),
        example("a logged daemon", daemon(_LOGGED)),
    ),
    bad=(
        example("a container that does not say", task()),
        example("a daemon that does not", daemon()),
        example("no driver", task({"logConfiguration": {"options": {"awslogs-group": "/ecs/web"}}})),
        example("one of two", Given(TASK, {"containerDefinitions": json.dumps([_LOGGED, {"name": "proxy"}])})),
    ),
)
