"""Somebody installs the patches of each patch group, on a schedule."""

from collections.abc import Iterable, Iterator
from typing import Any

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Example,
    Given,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._properties import Undecided
from .._resources import Resource, Stack
from ._helpers import (
    ASSOCIATION,
    GROUP_TAGS,
    PATCH_GROUP,
    WINDOW_TARGET,
    WINDOW_TASK,
    association,
    patching,
    targets,
    task,
)

_WINDOW_TARGETS = "WindowTargetIds"
_TAGS = frozenset(f"tag:{name}" for name in GROUP_TAGS)


def _picked(keys: Iterable[tuple[str, list[str]]]) -> Iterator[str]:
    """The groups whose instances the targets pick; all of them, *, also when they may be picked by something else."""
    for key, values in keys:
        yield from values if key in _TAGS else ["*"]


def _reached(resource: Resource, stack: Stack) -> Iterator[str]:
    """The groups for which an association or a task installs patches on a schedule."""
    if resource.type == ASSOCIATION and "scheduleExpression" not in resource:
        return
    if patching(resource) == "Install":
        found = list(targets(resource))
        direct = [(key, values) for key, values in found if key != _WINDOW_TARGETS]
        yield from _picked(direct)
        if len(direct) < len(found):
            yield from stack.once(_picked_by_windows)


def _picked_by_windows(stack: Stack) -> set[str]:
    """The groups that the stack's targets of windows pick; those of another stack may be anything."""
    of_windows = stack.of_type(WINDOW_TARGET)
    return {group for one in of_windows for group in _picked(targets(one))} if of_windows else {"*"}


def _installed(stack: Stack) -> tuple[set[str], str]:
    """The groups whose patches somebody installs, and a property that others wait for."""
    found: set[str] = set()
    unknown = ""
    for resource in stack.of_type(WINDOW_TASK, ASSOCIATION):
        try:
            found.update(_reached(resource, stack))
        except Undecided as reason:
            unknown = str(reason)
    return found, unknown


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    name = group.text("patchGroup")
    installed, unknown = stack.once(_installed)
    if name in installed or "*" in installed:
        return
    if unknown:
        raise Undecided(unknown)
    yield (
        f"its instances are never patched; got nothing that installs for patchGroup {name or 'missing'}, "
        "expected a task of a window, or an association with a schedule, that runs AWS-RunPatchBaseline"
    )


_WEB = Given(PATCH_GROUP, {"baselineId": "pb-0a1b2c3d4e5f60718", "patchGroup": "web"}, name="web")


def _at(*values: str, key: str = "tag:Patch Group") -> dict[str, Any]:
    return {"targets": [{"key": key, "values": list(values)}]}


def _window_target(*values: str) -> Given:
    inputs = {"windowId": "mw-0a1b2c3d4e5f60718", "resourceType": "INSTANCE", **_at(*values)}
    return Given(WINDOW_TARGET, inputs, name="target")


def _by_target(title: str, *values: str) -> Example:
    return example(title, _WEB, _window_target(*values), task(**_at("a1b2", key=_WINDOW_TARGETS)))


_TO_WEB = Given(WINDOW_TARGET, _at("web"), name="to-web")
_BY_WINDOWS = task(**_at("a1b2", key=_WINDOW_TARGETS))
_MORE = [
    {"key": _WINDOW_TARGETS, "values": ["a1b2"]},
    {"key": "InstanceIds", "values": ["i-0a1b2c3d4e5f60718"]},
]

CONTROL = Control(
    id="ssm.patch-groups-installed",
    title="Somebody installs the patches of each patch group, on a schedule",
    practices=("patching.patch-manager", "automation.remediation"),
    severity=Severity.HIGH,
    why="A baseline only says which patches are good; without a schedule, none of them is ever installed.",
    fix="add a maintenance window with a task, or an association, that installs patches for the group",
    rules=(StackRule((PATCH_GROUP,), _check),),
    detection=(
        ConfigRule("EC2_MANAGEDINSTANCE_PATCH_COMPLIANCE_STATUS_CHECK"),
        SecurityHubControl("SSM.2"),
        SecurityHubControl("SSM.3"),
    ),
    frameworks={Framework.FSBP: ("SSM.2", "SSM.3")},
    good=(
        example("a task", _WEB, task(**_at("web"))),
        example("a task by its ARN", _WEB, task("Install", "arn:aws:ssm:::d/AWS-RunPatchBaseline", **_at("web"))),
        example("a task with hooks", _WEB, task("Install", "AWS-RunPatchBaselineWithHooks", **_at("web"))),
        example("a task for several groups", _WEB, task(**_at("db", "web"))),
        example("a task for all groups", _WEB, task(**_at("*", key="tag:PatchGroup"))),
        example("a task by more than one key", _WEB, _window_target("db"), task(targets=_MORE)),
        example("one of two targets", _WEB, _window_target("db"), _TO_WEB, _BY_WINDOWS),
        example("a task by the window's target of another stack", _WEB, task(**_at("a1b2", key=_WINDOW_TARGETS))),
        example("a task for named instances", _WEB, task(**_at("i-0a1b2c3d4e5f60718", key="InstanceIds"))),
        _by_target("a task by the window's target", "web"),
        example("an association", _WEB, association(**_at("web"))),
        example("one that scans, one that installs", _WEB, task("Scan", **_at("web")), association(**_at("web"))),
    ),
    bad=(
        example("everything omitted", Given(PATCH_GROUP)),
        example("nothing that installs", _WEB),
        example("a task that scans", _WEB, task("Scan", **_at("web"))),
        example("a task that runs something else", _WEB, task("Install", "AWS-RunShellScript", **_at("web"))),
        example("a task for another group", _WEB, task(**_at("db"))),
        example("a task for nobody", _WEB, task()),
        _by_target("a task by the window's target, for another group", "db"),
        example("an association that scans", _WEB, association("Scan", **_at("web"))),
        example("an association of another document", _WEB, association(name="AWS-UpdateSSMAgent", **_at("web"))),
        example("an association for another group", _WEB, association(**_at("db", key="tag:PatchGroup"))),
        example("an association that runs once", _WEB, association(scheduleExpression=None, **_at("web"))),
    ),
)
