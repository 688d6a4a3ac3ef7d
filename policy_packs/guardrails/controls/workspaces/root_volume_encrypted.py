"""Root volumes of WorkSpaces are encrypted."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import WORKSPACE, workspace


def _check(workspace: Resource) -> Iterator[str]:
    if not workspace.flag("rootVolumeEncryptionEnabled"):
        yield "the desktop's system is stored in the clear; got rootVolumeEncryptionEnabled false, expected true"


CONTROL = Control(
    id="workspaces.root-volume-encrypted",
    title="Root volumes of WorkSpaces are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Programs keep passwords and drafts beside the user's own files, and encryption can't be switched on later.",
    fix="set rootVolumeEncryptionEnabled to true, with a volumeEncryptionKey",
    rules=(ResourceRule((WORKSPACE,), _check),),
    detection=(ConfigRule("WORKSPACES_ROOT_VOLUME_ENCRYPTION_ENABLED"), SecurityHubControl("WorkSpaces.2")),
    frameworks={Framework.FSBP: ("WorkSpaces.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_156",), Tool.TRIVY: ("AWS-0109",)},
    good=(example("encrypted", workspace(rootVolumeEncryptionEnabled=True)),),
    bad=(
        example("everything omitted", Given(WORKSPACE)),
        example("in the clear", workspace(rootVolumeEncryptionEnabled=False)),
    ),
)
