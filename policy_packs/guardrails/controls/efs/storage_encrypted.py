"""File systems are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import FILE_SYSTEM


def _check(files: Resource) -> Iterator[str]:
    if not files.flag("encrypted"):
        yield "files are stored in the clear; got encrypted false, expected true"


CONTROL = Control(
    id="efs.storage-encrypted",
    title="File systems are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Encryption can't be switched on later: the files have to be copied to another file system.",
    fix="set encrypted to true, with a kmsKeyId of your own",
    rules=(ResourceRule((FILE_SYSTEM,), _check),),
    detection=(ConfigRule("EFS_ENCRYPTED_CHECK"), SecurityHubControl("EFS.1"), SecurityHubControl("EFS.8")),
    frameworks={
        Framework.FSBP: ("EFS.1", "EFS.8"),
        Framework.CIS_3_0: ("2.4.1",),
        Framework.CIS_5_0: ("2.3.1",),
        Framework.CIS_7_0: ("3.3.1",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_42",),
        Tool.TRIVY: ("AWS-0037",),
        Tool.CONTROL_TOWER: ("ELASTICFILESYSYSTEM.PR.1",),
    },
    good=(example("encrypted", Given(FILE_SYSTEM, {"encrypted": True})),),
    bad=(
        example("everything omitted", Given(FILE_SYSTEM)),
        example("in the clear", Given(FILE_SYSTEM, {"encrypted": False})),
    ),
)
