"""Users have a password or a key, not both."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import LOGIN_PROFILE, USER

_KEY = "aws:iam/accessKey:AccessKey"


def _check(user: Resource, stack: Stack) -> Iterator[str]:
    passwords = stack.sidecars(user, LOGIN_PROFILE, by="user")
    keys = stack.sidecars(user, _KEY, by="user")
    if passwords and keys:
        yield f"a person's user is set up with keys; got a password and {len(keys)} access keys, expected either"


_ALICE = Given(USER, {"name": "alice"}, name="alice")
_PASSWORD = Given(LOGIN_PROFILE, {"user": Ref("alice", "name")}, name="password")
_OWN_KEY = Given(_KEY, {"user": Ref("alice", "name")}, name="key")

CONTROL = Control(
    id="iam.user-password-or-key",
    title="Users have a password or a key, not both",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A key that is made before anybody asks for it is used by nobody, and watched by nobody.",
    fix="remove the access key, and let programs use a role",
    rules=(StackRule((USER,), _check),),
    frameworks={Framework.CIS_3_0: ("1.11",)},
    good=(
        example("everything omitted", Given(USER)),
        example("a password", _ALICE, _PASSWORD),
        example("a key", _ALICE, _OWN_KEY),
        example("a key of somebody else", _ALICE, _PASSWORD, Given(_KEY, {"user": "ci"}, name="key")),
    ),
    bad=(
        example("both", _ALICE, _PASSWORD, _OWN_KEY),
        example(
            "both, by name",
            _ALICE,
            Given(LOGIN_PROFILE, {"user": "alice"}, name="password"),
            Given(_KEY, {"user": "alice"}, name="key"),
        ),
    ),
)
