"""Backup vaults are encrypted under a key of one's own and can't be emptied by a deploy or from the account."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource
from ._helpers import VAULT


def _check(vault: Resource) -> Iterator[str]:
    if "kmsKeyArn" not in vault:
        yield "other accounts can't use the backups under AWS's own key; got no kmsKeyArn, expected the key's ARN"
    if vault.flag("forceDestroy"):
        yield "destroying the vault destroys every backup in it; got forceDestroy true, expected false"


def _mend(vault: Resource) -> dict[str, bool]:
    return {"forceDestroy": False} if vault.flag("forceDestroy") else {}


_ENCRYPTED = {
    "name": "daily",
    "kmsKeyArn": "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11",
}

CONTROL = Control(
    id="backup.vault-protected",
    title="Backup vaults are encrypted under a key of one's own and can't be emptied",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.HIGH,
    why="Extortion starts with the backups: who can delete or decrypt them needs nothing else.",
    fix="give kmsKeyArn, and leave forceDestroy off",
    rules=(ResourceRule((VAULT,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfBackupVaults",
            actions=(
                "backup:DeleteBackupVault",
                "backup:DeleteBackupVaultAccessPolicy",
                "backup:DeleteBackupVaultLockConfiguration",
                "backup:PutBackupVaultAccessPolicy",
                "backup:PutBackupVaultLockConfiguration",
            ),
            resources=("arn:{partition}:backup:*:*:backup-vault:landing-zone-*",),
        ),
    ),
    detection=(ConfigRule("BACKUP_RECOVERY_POINT_ENCRYPTED"), SecurityHubControl("Backup.1")),
    frameworks={Framework.FSBP: ("Backup.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_166",)},
    good=(
        example("a key of one's own", Given(VAULT, _ENCRYPTED)),
        example(
            "a key of the same program",
            Given("aws:kms/key:Key", name="key"),
            Given(VAULT, {"kmsKeyArn": Ref("key", "arn")}),
        ),
    ),
    bad=(
        example("everything omitted", Given(VAULT)),
        example("backups destroyed with the vault", Given(VAULT, _ENCRYPTED | {"forceDestroy": True})),
    ),
)
