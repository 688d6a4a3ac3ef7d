"""Containers run as a user with few rights."""

import json
from collections.abc import Iterator
from functools import partial

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block
from .._resources import Resource
from ._helpers import DAEMON, TASK, daemon, each_container, runs_windows, task

# How the users with all rights are written on Linux and on Windows; a group may follow.
_ROOTS = {False: ("", "0", "root"), True: ("", "containeradministrator")}


def _check(task: Resource) -> Iterator[str]:
    roots = _ROOTS[runs_windows(task)]
    yield from each_container(task, partial(_check_container, roots=roots))


def _check_container(container: Block, roots: tuple[str, ...]) -> Iterator[str]:
    user = container.text("user")
    if user.partition(":")[0].lower() in roots:
        yield (
            f"the container runs with all rights; got {container.path('user')} {user or 'missing'}, "
            "expected a user with few"
        )


_USER = {"user": "1000"}
_WINDOWS = {"operatingSystemFamily": "WINDOWS_SERVER_2022_CORE"}

CONTROL = Control(
    id="ecs.non-root-user",
    title="Containers run as a user with few rights",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="A container's root is the host's root but for the walls around it, which new flaws of the kernel break.",
    fix="set user to one that the image has, other than root",
    rules=(ResourceRule((TASK, DAEMON), _check),),
    detection=(
        ConfigRule("ECS_TASK_DEFINITION_LINUX_USER_NON_ROOT"),
        ConfigRule("ECS_TASK_DEFINITION_NONROOT_USER"),
        ConfigRule("ECS_TASK_DEFINITION_WINDOWS_USER_NON_ADMIN"),
        SecurityHubControl("ECS.20"),
        SecurityHubControl("ECS.21"),
    ),
    frameworks={Framework.FSBP: ("ECS.20", "ECS.21")},
    equivalents={Tool.CONTROL_TOWER: ("ECS.PR.3",)},
    good=(
        example("everything omitted, so no container", Given(TASK)),
        example("a user", task(_USER)),
        example("a user of the group root", task({"user": "web:0"})),
        example("a daemon's user", daemon(_USER)),
        example("a user of Windows", task({"user": "ContainerUser"}, runtimePlatform=_WINDOWS)),
        example("an administrator's name on Linux", task({"user": "ContainerAdministrator"})),
        example("the name root on Windows", task({"user": "root"}, runtimePlatform=_WINDOWS)),
    ),
    bad=(
        example("a container that does not say", task()),
        example("a daemon that does not", daemon()),
        *(example(f"as {user}", task({"user": user})) for user in ("root", "0", "root:web", "0:1000")),
        example("an administrator", task({"user": "ContainerAdministrator"}, runtimePlatform=_WINDOWS)),
        example("Windows that does not say", task(runtimePlatform=_WINDOWS)),
        example("one of two", Given(TASK, {"containerDefinitions": json.dumps([_USER, {"name": "proxy"}])})),
    ),
)
