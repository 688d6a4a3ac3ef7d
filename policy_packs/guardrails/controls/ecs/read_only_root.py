"""Containers don't write to their root file system."""

import json
from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block
from .._resources import Resource
from ._helpers import DAEMON, TASK, daemon, each_container, runs_windows, task


def _check(task: Resource) -> Iterator[str]:
    if not runs_windows(task):
        yield from each_container(task, _check_container)


def _check_container(container: Block) -> Iterator[str]:
    if not container.flag("readonlyRootFilesystem"):
        yield (
            f"the container's own files can be replaced; got {container.path('readonlyRootFilesystem')} false, "
            "expected true"
        )


_READ_ONLY = {"readonlyRootFilesystem": True}
_WINDOWS = {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}

CONTROL = Control(
    id="ecs.read-only-root",
    title="Containers don't write to their root file system",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="Who breaks into a container changes its programs, so that the break-in outlives the hole.",
    fix="set readonlyRootFilesystem to true, and mount a volume where the container has to write",
    rules=(ResourceRule((TASK, DAEMON), _check),),
    detection=(ConfigRule("ECS_CONTAINERS_READONLY_ACCESS"), SecurityHubControl("ECS.5")),
    frameworks={Framework.FSBP: ("ECS.5",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_336",), Tool.CONTROL_TOWER: ("ECS.PR.6",)},
    good=(
        example("everything omitted, so no container", Given(TASK)),
        example("read only", task(_READ_ONLY)),
        example("a read-only daemon", daemon(_READ_ONLY)),
        example("Windows, which can't", task(runtimePlatform=_WINDOWS)),
    ),
    bad=(
        example("a container that does not say", task()),
        example("a daemon that does not", daemon()),
        example("writable", task({"readonlyRootFilesystem": False}, runtimePlatform={"cpuArchitecture": "ARM64"})),
        example("one of two", Given(TASK, {"containerDefinitions": json.dumps([_READ_ONLY, {"name": "proxy"}])})),
    ),
)
