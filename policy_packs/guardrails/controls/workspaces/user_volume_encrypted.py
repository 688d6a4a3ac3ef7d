"""User volumes of WorkSpaces are encrypted."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import WORKSPACE, workspace


def _check(workspace: Resource) -> Iterator[str]:
    if not workspace.flag("userVolumeEncryptionEnabled"):
        yield "the user's files are stored in the clear; got userVolumeEncryptionEnabled false, expected true"


CONTROL = Control(
    id="workspaces.user-volume-encrypted",
    title="User volumes of WorkSpaces are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="The volume and its snapshots hold what a person works on, and encryption can't be switched on later.",
    fix="set userVolumeEncryptionEnabled to true, with a volumeEncryptionKey",
    rules=(ResourceRule((WORKSPACE,), _check),),
    detection=(ConfigRule("WORKSPACES_USER_VOLUME_ENCRYPTION_ENABLED"), SecurityHubControl("WorkSpaces.1")),
    frameworks={Framework.FSBP: ("WorkSpaces.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_155",), Tool.TRIVY: ("AWS-0109",)},
    good=(example("encrypted", workspace(userVolumeEncryptionEnabled=True)),),
    bad=(
        example("everything omitted", Given(WORKSPACE)),
        example("in the clear", workspace(userVolumeEncryptionEnabled=False)),
    ),
)
