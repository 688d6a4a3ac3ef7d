"""Identity pools give credentials to nobody who has not signed in."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import IDENTITY_POOL


def _check(pool: Resource) -> Iterator[str]:
    if pool.flag("allowUnauthenticatedIdentities"):
        yield "anybody gets AWS credentials; got allowUnauthenticatedIdentities true, expected false"


def _mend(pool: Resource) -> dict[str, bool]:
    return {"allowUnauthenticatedIdentities": False} if any(_check(pool)) else {}


_NAMED = {"identityPoolName": "shop"}

CONTROL = Control(
    id="cognito.identity-pool-no-guest",
    title="Identity pools give credentials to nobody who has not signed in",
    practices=("application.cognito", "iam.least-privilege"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="The pool's id is in every application that uses it, and is all that a guest needs.",
    fix="set allowUnauthenticatedIdentities to false",
    rules=(ResourceRule((IDENTITY_POOL,), _check, _mend),),
    detection=(ConfigRule("COGNITO_IDENTITY_POOL_UNAUTH_ACCESS_CHECK"), SecurityHubControl("Cognito.2")),
    frameworks={Framework.FSBP: ("Cognito.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_366",)},
    good=(
        example("everything omitted but the name", Given(IDENTITY_POOL, _NAMED)),
        example("no guests", Given(IDENTITY_POOL, _NAMED | {"allowUnauthenticatedIdentities": False})),
    ),
    bad=(
        example("guests", Given(IDENTITY_POOL, _NAMED | {"allowUnauthenticatedIdentities": True})),
        example("guests, by text", Given(IDENTITY_POOL, _NAMED | {"allowUnauthenticatedIdentities": "true"})),
    ),
)
