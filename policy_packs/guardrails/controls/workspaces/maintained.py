"""Desktops have a time for updates."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DIRECTORY, directory

_PATH = "workspaceCreationProperties.enableMaintenanceMode"


def _check(directory: Resource) -> Iterator[str]:
    block, _, name = _PATH.partition(".")
    if any(not properties.flag(name) for properties in directory.blocks(block)):
        yield f"desktops take no updates at night; got {_PATH} false, expected true"


def _mend(directory: Resource) -> dict[str, bool]:
    return {_PATH: True} if any(_check(directory)) else {}


CONTROL = Control(
    id="workspaces.maintained",
    title="Desktops have a time for updates",
    practices=("patching.managed-services",),
    severity=Severity.LOW,
    why="A desktop that is started for work and stopped after it never gets to its updates.",
    fix="set enableMaintenanceMode of workspaceCreationProperties to true",
    rules=(ResourceRule((DIRECTORY,), _check, _mend),),
    good=(
        example("everything omitted, so on", Given(DIRECTORY)),
        example("on", directory(workspaceCreationProperties={"enableMaintenanceMode": True})),
    ),
    bad=(
        example("off", directory(workspaceCreationProperties={"enableMaintenanceMode": False})),
        example("properties that don't say", directory(workspaceCreationProperties={"enableInternetAccess": False})),
    ),
)
