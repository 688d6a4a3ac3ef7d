"""Users are not administrators of their desktops."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import DIRECTORY, directory

_PATH = "workspaceCreationProperties.userEnabledAsLocalAdministrator"


def _check(directory: Resource) -> Iterator[str]:
    block, _, name = _PATH.partition(".")
    if directory.block(block).flag(name):
        yield f"users rule their desktops; got {_PATH} true, expected false"


def _mend(directory: Resource) -> dict[str, bool]:
    return {_PATH: False} if any(_check(directory)) else {}


def _directory(admin: bool) -> Given:
    return directory(workspaceCreationProperties={"userEnabledAsLocalAdministrator": admin})


CONTROL = Control(
    id="workspaces.users-no-admins",
    title="Users are not administrators of their desktops",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="What a user is tricked into starting switches off the desktop's protection, inside of your network.",
    fix="set userEnabledAsLocalAdministrator of workspaceCreationProperties to false",
    rules=(ResourceRule((DIRECTORY,), _check, _mend),),
    good=(
        example("everything omitted", Given(DIRECTORY)),
        example("users", _directory(False)),
    ),
    bad=(example("administrators", _directory(True)),),
)
