"""Access points decide as which user files are used."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import ACCESS_POINT


def _check(point: Resource) -> Iterator[str]:
    if "posixUser" not in point:
        yield "clients choose who they are; got no posixUser, expected uid and gid"


_FILES = {"fileSystemId": "fs-0a1b2c3d"}

CONTROL = Control(
    id="efs.access-point-user-enforced",
    title="Access points decide as which user files are used",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="NFS believes the client's word, so that a client which says root may read and change everything.",
    fix="set posixUser to the user and group of the application",
    rules=(ResourceRule((ACCESS_POINT,), _check),),
    detection=(ConfigRule("EFS_ACCESS_POINT_ENFORCE_USER_IDENTITY"), SecurityHubControl("EFS.4")),
    frameworks={Framework.FSBP: ("EFS.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_330",), Tool.CONTROL_TOWER: ("ELASTICFILESYSYSTEM.PR.4",)},
    good=(example("a user", Given(ACCESS_POINT, _FILES | {"posixUser": {"uid": 1000, "gid": 1000}})),),
    bad=(example("everything omitted that may be", Given(ACCESS_POINT, _FILES)),),
)
