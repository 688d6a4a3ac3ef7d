"""People don't sign in to the console with a password of IAM."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import LOGIN_PROFILE, USER


def _check(profile: Resource) -> Iterator[str]:
    yield f"a password opens the console; got one for {profile.name}, expected sign-in through federation"


CONTROL = Control(
    id="iam.user-no-console-password",
    title="People don't sign in to the console with a password of IAM",
    practices=("iam.mfa",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A password can be guessed, shared and reused; a company's own sign-in asks for more.",
    fix="remove the login profile, and let people sign in through IAM Identity Center",
    rules=(ResourceRule((LOGIN_PROFILE,), _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_22",)},
    good=(example("a user without a password", Given(USER, {"name": "alice"})),),
    bad=(
        example("everything omitted", Given(LOGIN_PROFILE)),
        example("a password", Given(LOGIN_PROFILE, {"user": "alice", "pgpKey": "keybase:alice"})),
    ),
)
