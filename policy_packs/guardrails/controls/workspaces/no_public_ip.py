"""Desktops get no public address."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DIRECTORY, directory

_PATH = "workspaceCreationProperties.enableInternetAccess"


def _check(directory: Resource) -> Iterator[str]:
    block, _, name = _PATH.partition(".")
    if directory.block(block).flag(name):
        yield f"desktops are on the internet; got {_PATH} true, expected false"


def _mend(directory: Resource) -> dict[str, bool]:
    return {_PATH: False} if any(_check(directory)) else {}


def _directory(public: bool) -> Given:
    return directory(workspaceCreationProperties={"enableInternetAccess": public})


CONTROL = Control(
    id="workspaces.no-public-ip",
    title="Desktops get no public address",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A desktop with a public address is scanned within minutes, and talks past the network's filters.",
    fix="set enableInternetAccess of workspaceCreationProperties to false, and route through a NAT gateway",
    rules=(ResourceRule((DIRECTORY,), _check, _mend),),
    good=(
        example("everything omitted", Given(DIRECTORY)),
        example("private", _directory(False)),
    ),
    bad=(example("public", _directory(True)),),
)
