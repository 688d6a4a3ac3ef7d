"""The policies of backup vaults deny the deletion of backups."""

from collections.abc import Iterator

from .._documents import statements
from .._model import ConfigRule, Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import VAULT

_POLICY = "aws:backup/vaultPolicy:VaultPolicy"


def _check(vault: Resource, stack: Stack) -> Iterator[str]:
    policies = stack.sidecars(vault, _POLICY, by="backupVaultName")
    found = [statement for policy in policies for statement in statements(policy, "policy")]
    if not any(
        statement.denies
        and statement.covers_action("backup:DeleteRecoveryPoint")
        and (statement.covers_every_principal() or statement.not_principals)
        for statement in found
    ):
        yield (
            f"backups can be deleted by hand; got {len(policies)} vault policies without such a deny, "
            "expected a Deny of backup:DeleteRecoveryPoint"
        )


_DAILY = Given(VAULT, {"name": "daily"}, name="daily")


def _policy(vault: object = Ref("daily"), **statement: object) -> Given:
    deny = {"Effect": "Deny", "Principal": "*", "Action": "backup:DeleteRecoveryPoint", "Resource": "*"} | statement
    document = {"Version": "2012-10-17", "Statement": [{name: value for name, value in deny.items() if value}]}
    return Given(_POLICY, {"backupVaultName": vault, "policy": document}, name="policy")


_KEEPER = {"AWS": "arn:aws:iam::111122223333:role/keeper"}

CONTROL = Control(
    id="backup.vault-deletion-denied",
    title="The policies of backup vaults deny the deletion of backups",
    practices=("response.plan", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Backups expire by their plan; whoever deletes one by hand is mistaken or an intruder.",
    fix="add a VaultPolicy that denies backup:DeleteRecoveryPoint",
    rules=(StackRule((VAULT,), _check),),
    detection=(ConfigRule("BACKUP_RECOVERY_POINT_MANUAL_DELETION_DISABLED"),),
    good=(
        example("a deny for everybody", _DAILY, _policy()),
        example("a deny for all but one role", _DAILY, _policy(Principal=None, NotPrincipal=_KEEPER)),
        example("a deny of all deletions", _DAILY, _policy("daily", Action="backup:Delete*")),
    ),
    bad=(
        example("everything omitted", Given(VAULT)),
        example("deletion is allowed", _DAILY, _policy(Effect="Allow")),
        example("a deny of something else", _DAILY, _policy(Action="backup:DeleteBackupVault")),
        example("a deny for one role", _DAILY, _policy(Principal=_KEEPER)),
        example("the policy of another vault", _DAILY, _policy("weekly")),
    ),
)
