"""File systems are backed up automatically."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ..backup._helpers import SELECTION, is_selected
from ._helpers import BACKUP_POLICY, FILE_SYSTEM


def _check(files: Resource, stack: Stack) -> Iterator[str]:
    if is_selected(files, stack):
        return
    policies = stack.sidecars(files, BACKUP_POLICY, by="fileSystemId")
    if not any(policy.block("backupPolicy").text("status") in ("ENABLED", "ENABLING") for policy in policies):
        yield f"deleted files are gone; got {len(policies)} backup policies, none enabled, expected one"


_FILES = Given(FILE_SYSTEM, {"encrypted": True}, name="files")


def _policy(status: str, files: object = Ref("files")) -> Given:
    return Given(BACKUP_POLICY, {"fileSystemId": files, "backupPolicy": {"status": status}}, name="policy")


def _selection(files: object) -> Given:
    role = "arn:aws:iam::111122223333:role/backup"
    return Given(SELECTION, {"iamRoleArn": role, "planId": "daily", "resources": [files]}, name="selection")


CONTROL = Control(
    id="efs.backups-on",
    title="File systems are backed up automatically",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    why="Whoever may write may delete, and a file system has no undo.",
    fix="add an efs BackupPolicy with status ENABLED, or select the file system in a backup plan",
    rules=(StackRule((FILE_SYSTEM,), _check),),
    detection=(ConfigRule("EFS_AUTOMATIC_BACKUPS_ENABLED"), SecurityHubControl("EFS.7")),
    frameworks={Framework.FSBP: ("EFS.7",)},
    good=(
        example("on", _FILES, _policy("ENABLED")),
        example("being switched on", _FILES, _policy("ENABLING")),
        example("selected in a plan", _FILES, _selection(Ref("files", "arn"))),
    ),
    bad=(
        example("everything omitted", Given(FILE_SYSTEM)),
        example("off", _FILES, _policy("DISABLED")),
        example("on for another file system", _FILES, _policy("ENABLED", "fs-0a1b2c3d")),
        example(
            "another one selected",
            _FILES,
            _selection("arn:aws:elasticfilesystem:us-east-1:111122223333:file-system/fs-0a1b2c3d"),
        ),
    ),
)
