"""Containers: where the definitions of tasks and jobs keep them, be it as blocks or as JSON text."""

import json
from collections.abc import Callable, Iterator, Mapping

from .._model import Given
from .._properties import Block, Undecided, each
from .._resources import Resource

CLUSTER = "aws:ecs/cluster:Cluster"
DAEMON = "aws:ecs/daemonTaskDefinition:DaemonTaskDefinition"
JOB = "aws:batch/jobDefinition:JobDefinition"
SERVICE = "aws:ecs/service:Service"
TASK = "aws:ecs/taskDefinition:TaskDefinition"
TASK_SET = "aws:ecs/taskSet:TaskSet"

_TASKS = "ecsProperties.taskProperties"
_PODS = "eksProperties.podProperties"
_NODES = "nodeProperties.nodeRangeProperties"
# Jobs of several nodes define them a range of nodes at a time.
_JOBS = (
    "containerProperties",
    f"{_TASKS}.containers",
    *(f"{_PODS}.{containers}" for containers in ("containers", "initContainers")),
)
CONTAINERS: Mapping[str, tuple[str, ...]] = {
    TASK: ("containerDefinitions",),
    DAEMON: ("containerDefinitions",),
    JOB: (*_JOBS, f"{_NODES}.container", *(f"{_NODES}.{path}" for path in _JOBS[1:])),
}
# Where volumes are defined; those of a job's container with it.
VOLUMES: Mapping[str, tuple[str, ...]] = {
    TASK: ("volumes",),
    DAEMON: ("volumes",),
    JOB: tuple(
        path
        for range in ("", f"{_NODES}.")
        for path in (
            f"{range}{'container' if range else 'containerProperties'}.volumes",
            f"{range}{_TASKS}.volumes",
            f"{range}{_PODS}.volumes",
        )
    ),
}


def each_at(block: Block, path: str, check: Callable[[Block], Iterator[str]]) -> Iterator[str]:
    """Run a check over the blocks at a dotted path, whichever of them are written as JSON text.

    Raises:
        Undecided: after all others, when one of them is not known yet or is no JSON.
    """
    name, _, rest = path.partition(".")
    yield from each(_blocks(block, name), lambda inner: each_at(inner, rest, check) if rest else check(inner))


def each_container(workload: Resource, check: Callable[[Block], Iterator[str]]) -> Iterator[str]:
    """Run a check over every container that a definition of tasks or jobs has.

    Raises:
        Undecided: as `each_at` does.
    """
    yield from each(CONTAINERS[workload.type], lambda path: each_at(workload, path, check))


def each_volume(workload: Resource, check: Callable[[Block], Iterator[str]]) -> Iterator[str]:
    """Run a check over every volume that a definition of tasks or jobs has.

    Raises:
        Undecided: as `each_at` does.
    """
    yield from each(VOLUMES[workload.type], lambda path: each_at(workload, path, check))


def _blocks(block: Block, name: str) -> list[Block]:
    try:
        text = block.text(name)
    except Undecided:
        return block.blocks(name)
    if not text:
        return []
    try:
        value = json.loads(text)
    except (ValueError, RecursionError):
        raise Undecided(block.path(name)) from None
    return Block({name: value}, block.path()).blocks(name)


def runs_windows(task: Resource) -> bool:
    """Whether the containers of a task definition are Windows ones."""
    return task.block("runtimePlatform").text("operatingSystemFamily").startswith("WINDOWS")


def task(container: Mapping[str, object] | None = None, **properties: object) -> Given:
    """A task definition of one container, for examples."""
    definitions = json.dumps([{"name": "web", "image": "web:1"} | dict(container or {})])
    return Given(TASK, {"family": "web", "containerDefinitions": definitions} | properties)


def daemon(container: Mapping[str, object] | None = None, **properties: object) -> Given:
    """A definition of the task that runs once an instance, for examples."""
    definitions = [{"name": "agent", "image": "agent:1"} | dict(container or {})]
    return Given(DAEMON, {"family": "agent", "containerDefinitions": definitions} | properties)


def job(container: Mapping[str, object] | None = None, **properties: object) -> Given:
    """A job definition of one container, for examples."""
    definition = json.dumps({"image": "resize:1"} | dict(container or {}))
    return Given(JOB, {"type": "container", "containerProperties": definition} | properties)


def job_of(kind: str, container: Mapping[str, object], several_nodes: bool = False) -> Given:
    """A job definition whose container is in its ecsProperties or eksProperties, for examples."""
    # A pod is one object, yet a task of a job is a list of one.
    inner: object = {"containers": [{"image": "resize:1"} | dict(container)]}
    properties = {"podProperties": inner} if kind == "eksProperties" else {"taskProperties": [inner]}
    if several_nodes:
        ranges = {"mainNode": 0, "numNodes": 2, "nodeRangeProperties": [{"targetNodes": "0:", kind: properties}]}
        return Given(JOB, {"type": "multinode", "nodeProperties": json.dumps(ranges)})
    return Given(JOB, {"type": "container", kind: properties if kind == "eksProperties" else json.dumps(properties)})
