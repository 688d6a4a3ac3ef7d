"""Access points show a directory of the file system, not all of it."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import ACCESS_POINT


def _check(point: Resource) -> Iterator[str]:
    path = point.block("rootDirectory").text("path", default="/")
    if path == "/":
        yield f"everybody's files are in reach; got rootDirectory.path {path}, expected a directory"


_FILES = {"fileSystemId": "fs-0a1b2c3d"}

CONTROL = Control(
    id="efs.access-point-root-enforced",
    title="Access points show a directory of the file system, not all of it",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="An application that is broken into reads the files of all the others too.",
    fix="set rootDirectory.path to the directory of the application",
    rules=(ResourceRule((ACCESS_POINT,), _check),),
    detection=(ConfigRule("EFS_ACCESS_POINT_ENFORCE_ROOT_DIRECTORY"), SecurityHubControl("EFS.3")),
    frameworks={Framework.FSBP: ("EFS.3",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_329",), Tool.CONTROL_TOWER: ("ELASTICFILESYSYSTEM.PR.3",)},
    good=(example("a directory", Given(ACCESS_POINT, _FILES | {"rootDirectory": {"path": "/orders"}})),),
    bad=(
        example("everything omitted that may be", Given(ACCESS_POINT, _FILES)),
        example("the root", Given(ACCESS_POINT, _FILES | {"rootDirectory": {"path": "/"}})),
    ),
)
