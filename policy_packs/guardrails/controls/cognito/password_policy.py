"""User pools ask for long passwords of all classes of characters."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    Tier,
    example,
)
from .._resources import Resource
from ._helpers import POOL, pool

_CLASSES = ("requireLowercase", "requireNumbers", "requireSymbols", "requireUppercase")
_LONGEST_TEMPORARY_DAYS = 7


def _check(pool: Resource) -> Iterator[str]:
    policy, length = pool.block("passwordPolicy"), pool.parameters["length"]
    # Without a policy, Cognito asks for 8 characters of all classes.
    shortest = policy.number("minimumLength", default=8)
    if shortest < length:
        yield f"passwords may be short; got passwordPolicy.minimumLength {shortest:g}, expected at least {length}"
    missing = [name for name in _CLASSES if not policy.flag(name, default="passwordPolicy" not in pool)]
    if missing:
        yield f"passwords may be plain words; got passwordPolicy without {', '.join(missing)}, expected all four"
    days = policy.number("temporaryPasswordValidityDays", default=_LONGEST_TEMPORARY_DAYS)
    if days > _LONGEST_TEMPORARY_DAYS:
        yield f"temporary passwords live long; got {days:g} days, expected at most {_LONGEST_TEMPORARY_DAYS}"


def _mend(pool: Resource) -> dict[str, Any]:
    policy, length = pool.block("passwordPolicy"), pool.parameters["length"]
    if not any(_check(pool)):
        return {}
    changes: dict[str, Any] = {name: True for name in _CLASSES if not policy.flag(name)}
    if policy.number("minimumLength", default=8) < length:
        changes["minimumLength"] = length
    if policy.number("temporaryPasswordValidityDays") > _LONGEST_TEMPORARY_DAYS:
        changes["temporaryPasswordValidityDays"] = _LONGEST_TEMPORARY_DAYS
    return {f"passwordPolicy.{name}": value for name, value in changes.items()}


_STRONG = {"minimumLength": 14, "temporaryPasswordValidityDays": 1} | dict.fromkeys(_CLASSES, True)


def _given(**password: Any) -> Given:
    return pool(passwordPolicy=_STRONG | password)


CONTROL = Control(
    id="cognito.password-policy",
    aliases=("cognito.user-pool-hardened",),
    title="User pools ask for long passwords of all classes of characters",
    practices=("application.cognito", "account.password-policy"),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="Short and simple passwords are guessed, by machines that try all of them.",
    fix="set passwordPolicy with a minimumLength of 12, all four classes and 7 days for temporary passwords",
    rules=(ResourceRule((POOL,), _check, _mend),),
    detection=(ConfigRule("COGNITO_USER_POOL_PASSWORD_POLICY_CHECK"), SecurityHubControl("Cognito.3")),
    frameworks={Framework.FSBP: ("Cognito.3",)},
    parameters={
        "length": Parameter(
            12, {"type": "integer", "minimum": 8, "maximum": 99, "description": "The shortest password that passes."}
        )
    },
    good=(
        example("strong", _given()),
        example("just good enough", _given(minimumLength=12, temporaryPasswordValidityDays=7)),
        example("the configuration accepts a pool's defaults", pool(), length=8),
        example("temporary passwords for as long as AWS's default", _given(temporaryPasswordValidityDays=None)),
    ),
    bad=(
        example("everything omitted", Given(POOL)),
        example("short passwords", _given(minimumLength=11)),
        example("a policy without a length", _given(minimumLength=None), length=9),
        *(example(f"{name} off", _given(**{name: False})) for name in _CLASSES),
        example("a policy of nothing but a length", pool(passwordPolicy={"minimumLength": 12})),
        example("temporary passwords for a day too long", _given(temporaryPasswordValidityDays=8)),
    ),
)
