"""The first password of a user is encrypted for that user."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import LOGIN_PROFILE


def _check(profile: Resource) -> Iterator[str]:
    if "pgpKey" not in profile:
        yield "the password is in the state as plain text; got no pgpKey, expected the user's"


CONTROL = Control(
    id="iam.user-login-profile-encrypted",
    title="The first password of a user is encrypted for that user",
    practices=("account.password-policy", "application.secrets"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Everybody who may read the state can sign in as that user until the password is changed.",
    fix="set pgpKey to the user's public key, or let people sign in through IAM Identity Center",
    rules=(ResourceRule((LOGIN_PROFILE,), _check),),
    good=(example("encrypted", Given(LOGIN_PROFILE, {"user": "alice", "pgpKey": "keybase:alice"})),),
    bad=(
        example("everything omitted but the user", Given(LOGIN_PROFILE, {"user": "alice"})),
        example("a password to be changed", Given(LOGIN_PROFILE, {"user": "alice", "passwordResetRequired": True})),
    ),
)
