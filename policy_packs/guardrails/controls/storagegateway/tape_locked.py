"""Archived tapes can't be deleted."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:storagegateway/tapePool:TapePool": (Setting("retentionLockType", ("COMPLIANCE", "GOVERNANCE")),),
}
_CONSEQUENCE = "whoever takes the account over deletes the backups"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="storagegateway.tape-locked",
    title="Archived tapes can't be deleted",
    practices=("response.plan",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Tapes are the copy of last resort, and ransomware looks for backups first.",
    fix="set retentionLockType to COMPLIANCE or GOVERNANCE, with retentionLockTimeInDays",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
