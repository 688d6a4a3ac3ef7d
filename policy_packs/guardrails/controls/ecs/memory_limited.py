"""Containers have a limit of memory."""

import json
from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import TASK, each_container, task


def _check(task: Resource) -> Iterator[str]:
    if "memory" not in task:
        yield from each_container(task, _check_container)


def _check_container(container: Block) -> Iterator[str]:
    if "memory" not in container:
        yield (
            f"the container may take all memory of its host; got no {container.path('memory')}, expected a limit in MiB"
        )


CONTROL = Control(
    id="ecs.memory-limited",
    title="Containers have a limit of memory",
    practices=("compliance.well-architected",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="One container that leaks, or is made to, ends all others on its host.",
    fix="set memory of the task, or of each of its containers",
    rules=(ResourceRule((TASK,), _check),),
    detection=(ConfigRule("ECS_TASK_DEFINITION_MEMORY_HARD_LIMIT"),),
    equivalents={Tool.CONTROL_TOWER: ("ECS.PR.7",)},
    good=(
        example("everything omitted, so no container", Given(TASK)),
        example("a limit of the task", task(memory="512")),
        example("a limit of the container", task({"memory": 512})),
    ),
    bad=(
        example("no limit", task()),
        example("only a reservation", task({"memoryReservation": 256})),
        example("one of two", Given(TASK, {"containerDefinitions": json.dumps([{"memory": 512}, {"name": "proxy"}])})),
    ),
)
