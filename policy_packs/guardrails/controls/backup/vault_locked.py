"""Backup vaults are locked: nobody deletes a backup before its time."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import VAULT

_LOCK = "aws:backup/vaultLockConfiguration:VaultLockConfiguration"


def _check(vault: Resource, stack: Stack) -> Iterator[str]:
    locks = stack.sidecars(vault, _LOCK, by="backupVaultName")
    if not any(lock.number("minRetentionDays") > 0 for lock in locks):
        yield f"backups can be deleted at once; got {len(locks)} locks without minRetentionDays, expected one with"


_DAILY = Given(VAULT, {"name": "daily"}, name="daily")


def _lock(vault: object = Ref("daily"), days: int | None = 30) -> Given:
    return Given(_LOCK, {"backupVaultName": vault, "minRetentionDays": days}, name="lock")


CONTROL = Control(
    id="backup.vault-locked",
    title="Backup vaults are locked: nobody deletes a backup before its time",
    practices=("response.plan", "data.at-rest"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Extortion starts with deleting the backups, with the rights of an administrator.",
    fix="add a VaultLockConfiguration with minRetentionDays",
    rules=(StackRule((VAULT,), _check),),
    good=(
        example("a lock", _DAILY, _lock()),
        example("a lock of a day that names the vault", _DAILY, _lock("daily", 1)),
    ),
    bad=(
        example("everything omitted", Given(VAULT)),
        example("a lock without days", _DAILY, _lock(days=None)),
        example("the lock of another vault", _DAILY, _lock("weekly")),
    ),
)
