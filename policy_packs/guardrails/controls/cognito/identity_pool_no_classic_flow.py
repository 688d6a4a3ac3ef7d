"""Identity pools decide themselves which role a user gets."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import IDENTITY_POOL


def _check(pool: Resource) -> Iterator[str]:
    if pool.flag("allowClassicFlow"):
        yield "the application chooses the role; got allowClassicFlow true, expected false"


def _mend(pool: Resource) -> dict[str, bool]:
    return {"allowClassicFlow": False} if any(_check(pool)) else {}


_NAMED = {"identityPoolName": "shop"}

CONTROL = Control(
    id="cognito.identity-pool-no-classic-flow",
    title="Identity pools decide themselves which role a user gets",
    practices=("application.cognito", "iam.least-privilege"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="In the classic flow, a user takes any role that trusts the pool, without the limits of a session of the pool.",
    fix="set allowClassicFlow to false, or leave it out",
    rules=(ResourceRule((IDENTITY_POOL,), _check, _mend),),
    good=(
        example("everything omitted but the name", Given(IDENTITY_POOL, _NAMED)),
        example("off", Given(IDENTITY_POOL, _NAMED | {"allowClassicFlow": False})),
    ),
    bad=(example("on", Given(IDENTITY_POOL, _NAMED | {"allowClassicFlow": True})),),
)
