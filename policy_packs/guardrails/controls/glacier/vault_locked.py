"""Vaults of archives are locked by a policy that nobody can change."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_VAULT = "aws:glacier/vault:Vault"
_LOCK = "aws:glacier/vaultLock:VaultLock"


def _check_lock(lock: Resource) -> Iterator[str]:
    if not lock.flag("completeLock"):
        yield "the lock falls off after a day; got completeLock false, expected true"


def _check_vault(vault: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(vault, _LOCK, by="vaultName"):
        yield "archives can be deleted at any time; got no VaultLock of the vault, expected one"


_ARCHIVE = Given(_VAULT, {"name": "archive"}, name="archive")


def _lock(vault: object, complete: bool | None = True) -> Given:
    statement: dict[str, Any] = {
        "Effect": "Deny",
        "Principal": "*",
        "Action": "glacier:DeleteArchive",
        "Resource": "arn:aws:glacier:us-east-1:111122223333:vaults/archive",
        "Condition": {"NumericLessThanEquals": {"glacier:ArchiveAgeInDays": "365"}},
    }
    policy = {"Version": "2012-10-17", "Statement": [statement]}
    return Given(_LOCK, {"vaultName": vault, "completeLock": complete, "policy": policy}, name="lock")


CONTROL = Control(
    id="glacier.vault-locked",
    title="Vaults of archives are locked by a policy that nobody can change",
    practices=("data.at-rest", "compliance.access-audit"),
    severity=Severity.LOW,
    why="Archives are kept to outlive disputes and intruders, yet without a lock one call deletes them.",
    fix="give the vault a VaultLock with completeLock true, after trying its policy",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_LOCK,), _check_lock), StackRule((_VAULT,), _check_vault)),
    good=(
        example("a locked vault", _ARCHIVE, _lock(Ref("archive", "name"))),
        example("the lock names the vault", _ARCHIVE, _lock("archive")),
    ),
    bad=(
        example("everything omitted", Given(_VAULT)),
        example("a lock on trial", _lock("archive", False)),
        example("a lock that doesn't say", _lock("archive", None)),
        example("the lock of another vault", _ARCHIVE, _lock("other")),
    ),
)
