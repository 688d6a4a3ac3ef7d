"""What the controls of patching share: the types, who installs, and at whom a task is aimed."""

import re
from collections.abc import Iterator
from typing import Any, Final

from .._model import Given
from .._properties import Block
from .._resources import Resource

BASELINE: Final = "aws:ssm/patchBaseline:PatchBaseline"
PATCH_GROUP: Final = "aws:ssm/patchGroup:PatchGroup"
ASSOCIATION: Final = "aws:ssm/association:Association"
WINDOW: Final = "aws:ssm/maintenanceWindow:MaintenanceWindow"
WINDOW_TARGET: Final = "aws:ssm/maintenanceWindowTarget:MaintenanceWindowTarget"
WINDOW_TASK: Final = "aws:ssm/maintenanceWindowTask:MaintenanceWindowTask"

# The tag that puts an instance into a group; without the space where the metadata service shows tags.
GROUP_TAGS: Final = ("Patch Group", "PatchGroup")

_PATCHES = re.compile(r"(?:.*[/:])?AWS-RunPatchBaseline(?:WithHooks|Association)?")


def patching(resource: Resource) -> str:
    """Install or Scan, when an association or a task of a window runs AWS's document for patches; else empty."""
    if not _PATCHES.fullmatch(resource.text("name" if resource.type == ASSOCIATION else "taskArn")):
        return ""
    if resource.type == ASSOCIATION:
        values = resource.block("parameters").texts("Operation")
    else:
        parameters = resource.block("taskInvocationParameters").block("runCommandParameters").blocks("parameters")
        values = next((block.texts("values") for block in parameters if block.text("name") == "Operation"), [])
    return values[0] if values else ""


def targets(resource: Block) -> Iterator[tuple[str, list[str]]]:
    """The keys and values by which an association, a task or a window's target picks instances."""
    for target in resource.blocks("targets"):
        yield target.text("key"), target.texts("values")


def baseline(**inputs: Any) -> Given:
    """A baseline with these inputs, for examples."""
    return Given(BASELINE, {"name": "linux", "operatingSystem": "AMAZON_LINUX_2023"} | inputs, name="baseline")


def association(operation: str = "Install", name: str = "AWS-RunPatchBaseline", **inputs: Any) -> Given:
    """An association that runs AWS's document for patches, for examples."""
    content = {"name": name, "parameters": {"Operation": operation}, "scheduleExpression": "rate(1 day)"}
    return Given(ASSOCIATION, content | inputs, name="association")


def task(operation: str = "Install", document: str = "AWS-RunPatchBaseline", **inputs: Any) -> Given:
    """A task of a window that runs AWS's document for patches, for examples."""
    command = {"parameters": [{"name": "Operation", "values": [operation]}]}
    content = {
        "windowId": "mw-0a1b2c3d4e5f60718",
        "taskType": "RUN_COMMAND",
        "taskArn": document,
        "taskInvocationParameters": {"runCommandParameters": command},
    }
    return Given(WINDOW_TASK, content | inputs, name="task")
