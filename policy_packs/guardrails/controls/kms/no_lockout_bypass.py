"""KMS checks that a new key policy leaves somebody able to change it.

Source: KMS API reference, PutKeyPolicy, BypassPolicyLockoutSafetyCheck.
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import KEY, KEYS

_POLICY = "aws:kms/keyPolicy:KeyPolicy"


def _check(resource: Resource) -> Iterator[str]:
    if resource.flag("bypassPolicyLockoutSafetyCheck"):
        yield "a policy that nobody can change is accepted; got bypassPolicyLockoutSafetyCheck true, expected false"


def _mend(resource: Resource) -> dict[str, bool]:
    return {"bypassPolicyLockoutSafetyCheck": False} if any(_check(resource)) else {}


CONTROL = Control(
    id="kms.no-lockout-bypass",
    title="KMS checks that a new key policy leaves somebody able to change it",
    practices=("data.kms",),
    severity=Severity.HIGH,
    why="A key whose policy shuts everybody out takes all data under it along, and only AWS's support can help.",
    fix="leave bypassPolicyLockoutSafetyCheck out",
    rules=(ResourceRule((*KEYS, _POLICY), _check, _mend),),
    good=(
        example("everything omitted", Given(KEY)),
        example(
            "the check is on", Given(_POLICY, {"keyId": "k", "policy": "{}", "bypassPolicyLockoutSafetyCheck": False})
        ),
    ),
    bad=tuple(
        example(f"the check is skipped by {type}", Given(type, {"bypassPolicyLockoutSafetyCheck": True}))
        for type in (*KEYS, _POLICY)
    ),
)
