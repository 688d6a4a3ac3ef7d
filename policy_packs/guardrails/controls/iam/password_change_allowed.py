"""Users may change their passwords."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import PASSWORD_POLICY


def _check(policy: Resource) -> Iterator[str]:
    # The provider sends true when nothing is said.
    if not policy.flag("allowUsersToChangePassword", default=True):
        yield "a password that leaked stays; got allowUsersToChangePassword false, expected true"


def _mend(policy: Resource) -> dict[str, Any]:
    return {"allowUsersToChangePassword": True} if any(_check(policy)) else {}


CONTROL = Control(
    id="iam.password-change-allowed",
    title="Users may change their passwords",
    practices=("account.password-policy",),
    severity=Severity.LOW,
    why="Whoever fears that a password is known to others has to be able to replace it at once.",
    fix="set allowUsersToChangePassword to true",
    rules=(ResourceRule((PASSWORD_POLICY,), _check, _mend),),
    good=(
        example("everything omitted", Given(PASSWORD_POLICY)),
        example("allowed", Given(PASSWORD_POLICY, {"allowUsersToChangePassword": True})),
    ),
    bad=(example("refused", Given(PASSWORD_POLICY, {"allowUsersToChangePassword": False})),),
)
