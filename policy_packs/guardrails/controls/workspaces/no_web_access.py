"""Desktops are not shown in browsers."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import DIRECTORY, directory

_PATH = "workspaceAccessProperties.deviceTypeWeb"


def _check(directory: Resource) -> Iterator[str]:
    block, _, name = _PATH.partition(".")
    if directory.block(block).text(name) == "ALLOW":
        yield f"any browser with a password shows the desktops; got {_PATH} ALLOW, expected DENY"


def _mend(directory: Resource) -> dict[str, str]:
    return {_PATH: "DENY"} if any(_check(directory)) else {}


def _directory(web: str) -> Given:
    return directory(workspaceAccessProperties={"deviceTypeWeb": web})


CONTROL = Control(
    id="workspaces.no-web-access",
    title="Desktops are not shown in browsers",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A browser on a machine that nobody manages keeps what it shows, and no device is asked for its certificate.",
    fix="set deviceTypeWeb of workspaceAccessProperties to DENY",
    rules=(ResourceRule((DIRECTORY,), _check, _mend),),
    good=(
        example("everything omitted", Given(DIRECTORY)),
        example("denied", _directory("DENY")),
    ),
    bad=(example("allowed", _directory("ALLOW")),),
)
