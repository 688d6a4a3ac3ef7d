"""The first password of a user is changed at the first sign-in."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import LOGIN_PROFILE


def _check(profile: Resource) -> Iterator[str]:
    if not profile.flag("passwordResetRequired"):
        yield "whoever deployed knows the user's password; got passwordResetRequired false, expected true"


CONTROL = Control(
    id="iam.user-login-profile-reset",
    title="The first password of a user is changed at the first sign-in",
    practices=("account.password-policy", "iam.mfa"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A password that two people know proves nothing about who signed in.",
    fix="set passwordResetRequired to true",
    rules=(ResourceRule((LOGIN_PROFILE,), _check),),
    frameworks={Framework.PCI_DSS: ("8.3.5",)},
    good=(
        example("reset", Given(LOGIN_PROFILE, {"user": "alice", "passwordResetRequired": True})),
        example("reset, as text", Given(LOGIN_PROFILE, {"user": "alice", "passwordResetRequired": "true"})),
    ),
    bad=(
        example("everything omitted but the user", Given(LOGIN_PROFILE, {"user": "alice"})),
        example("kept", Given(LOGIN_PROFILE, {"user": "alice", "passwordResetRequired": False})),
    ),
)
