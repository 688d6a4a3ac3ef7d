"""Containers get no more capabilities than they usually have."""

from collections.abc import Iterator
from functools import partial

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import Block
from .._resources import Resource
from ._helpers import DAEMON, TASK, daemon, each_container, task

# What a container has without asking. Source: Docker's documentation, "Runtime privilege and Linux capabilities".
_USUAL = frozenset(
    """
    AUDIT_WRITE CHOWN DAC_OVERRIDE FOWNER FSETID KILL MKNOD NET_BIND_SERVICE NET_RAW SETFCAP SETGID SETPCAP SETUID
    SYS_CHROOT
    """.split()
)


def _check(task: Resource) -> Iterator[str]:
    yield from each_container(task, partial(_check_container, allowed=_USUAL.union(task.parameters["capabilities"])))


def _check_container(container: Block, allowed: frozenset[str]) -> Iterator[str]:
    capabilities = container.block("linuxParameters").block("capabilities")
    added = {*capabilities.texts("add"), *capabilities.texts("adds")}
    if more := sorted(added - allowed):
        yield (
            f"the container can do more to its host than its work needs; got {', '.join(more)} in "
            f"{capabilities.path('add')}, expected none of them"
        )


def _adding(*names: str, list: str = "add") -> dict[str, object]:
    return {"linuxParameters": {"capabilities": {list: [*names]}}}


CONTROL = Control(
    id="ecs.no-dangerous-capabilities",
    title="Containers get no more capabilities than they usually have",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="SYS_ADMIN, SYS_PTRACE or NET_ADMIN take down a part of the wall between a container and its host.",
    fix="leave the capability out of linuxParameters, or allow it in the configuration",
    rules=(ResourceRule((TASK, DAEMON), _check),),
    parameters={
        "capabilities": Parameter(
            [],
            {"type": "array", "items": {"type": "string"}, "description": "Linux capabilities that may be added."},
        )
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (TASK, DAEMON)),
        example("a capability that it has anyway", task(_adding("NET_BIND_SERVICE"))),
        example("one fewer", task({"linuxParameters": {"capabilities": {"drop": ["ALL"]}}})),
        example("one that the configuration allows", task(_adding("SYS_PTRACE")), capabilities=["SYS_PTRACE"]),
    ),
    bad=(
        *(example(f"{name} added", task(_adding(name))) for name in ("ALL", "SYS_ADMIN", "SYS_PTRACE", "NET_ADMIN")),
        example("another than the configuration allows", task(_adding("SYS_ADMIN")), capabilities=["SYS_PTRACE"]),
        example("one added to a daemon", daemon(_adding("KILL", "SYS_ADMIN", list="adds"))),
    ),
)
