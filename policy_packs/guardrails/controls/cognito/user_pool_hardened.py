"""User pools ask for a second factor, for strong passwords, and watch for stolen ones."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block
from .._resources import Resource

_POOL = "aws:cognito/userPool:UserPool"
_CLASSES = ("requireLowercase", "requireNumbers", "requireSymbols", "requireUppercase")
_LONGEST_TEMPORARY_DAYS = 7


def _signs_in_by_password(pool: Resource) -> bool:
    factors = pool.block("signInPolicy").texts("allowedFirstAuthFactors")
    return not factors or "PASSWORD" in factors


def _check_mfa(pool: Resource) -> Iterator[str]:
    mfa, accepted = pool.text("mfaConfiguration", default="OFF"), pool.parameters["mfa"]
    if mfa not in accepted and _signs_in_by_password(pool):
        yield f"a password is all it takes; got mfaConfiguration {mfa}, expected {' or '.join(accepted)}"


def _check_passwords(pool: Resource) -> Iterator[str]:
    policy, length = pool.block("passwordPolicy"), pool.parameters["length"]
    # Without a policy, Cognito asks for 8 characters of all classes.
    shortest = policy.number("minimumLength", default=8)
    if shortest < length:
        yield f"passwords may be short; got passwordPolicy.minimumLength {shortest}, expected at least {length}"
    missing = [name for name in _CLASSES if not policy.flag(name, default="passwordPolicy" not in pool)]
    if missing:
        yield f"passwords may be plain words; got passwordPolicy without {', '.join(missing)}, expected all four"
    days = policy.number("temporaryPasswordValidityDays", default=_LONGEST_TEMPORARY_DAYS)
    if days > _LONGEST_TEMPORARY_DAYS:
        yield f"temporary passwords live long; got {days} days, expected at most {_LONGEST_TEMPORARY_DAYS}"


def _mend_passwords(pool: Resource) -> dict[str, Any]:
    policy, length = pool.block("passwordPolicy"), pool.parameters["length"]
    if not any(_check_passwords(pool)):
        return {}
    changes: dict[str, Any] = {name: True for name in _CLASSES if not policy.flag(name)}
    if policy.number("minimumLength", default=8) < length:
        changes["minimumLength"] = length
    if policy.number("temporaryPasswordValidityDays") > _LONGEST_TEMPORARY_DAYS:
        changes["temporaryPasswordValidityDays"] = _LONGEST_TEMPORARY_DAYS
    return {f"passwordPolicy.{name}": value for name, value in changes.items()}


def _check_threat_protection(pool: Resource) -> Iterator[str]:
    add_ons: Block = pool.block("userPoolAddOns")
    mode, accepted = add_ons.text("advancedSecurityMode", default="OFF"), pool.parameters["threatProtection"]
    if mode not in accepted:
        yield f"stolen passwords go unnoticed; got advancedSecurityMode {mode}, expected {' or '.join(accepted)}"


def _choice(default: list[str], values: tuple[str, ...], description: str) -> Parameter:
    items = {"type": "string", "enum": list(values)}
    return Parameter(default, {"type": "array", "items": items, "description": description})


_PASSWORDS = {"minimumLength": 14, "temporaryPasswordValidityDays": 1} | dict.fromkeys(_CLASSES, True)
_HARDENED: dict[str, Any] = {
    "name": "customers",
    "mfaConfiguration": "ON",
    "softwareTokenMfaConfiguration": {"enabled": True},
    "passwordPolicy": _PASSWORDS,
    "userPoolTier": "PLUS",
    "userPoolAddOns": {"advancedSecurityMode": "ENFORCED"},
}


def _given(password: dict[str, Any] | None = None, **properties: Any) -> Given:
    return Given(_POOL, _HARDENED | {"passwordPolicy": _PASSWORDS | (password or {})} | properties)


CONTROL = Control(
    id="cognito.user-pool-hardened",
    title="User pools ask for a second factor, for strong passwords, and watch for stolen ones",
    practices=("application.cognito", "iam.mfa", "account.password-policy"),
    severity=Severity.HIGH,
    why="Passwords leak elsewhere and are tried here; with a pool's defaults, one that fits opens the account.",
    fix="set mfaConfiguration to ON, a passwordPolicy of 12 characters of all classes, and advancedSecurityMode",
    rules=(
        ResourceRule((_POOL,), _check_mfa),
        ResourceRule((_POOL,), _check_passwords, _mend_passwords),
        ResourceRule((_POOL,), _check_threat_protection),
    ),
    detection=(
        ConfigRule("COGNITO_USER_POOL_ADVANCED_SECURITY_ENABLED"),
        ConfigRule("COGNITO_USER_POOL_MFA_ENABLED"),
        ConfigRule("COGNITO_USER_POOL_PASSWORD_POLICY_CHECK"),
        SecurityHubControl("Cognito.1"),
        SecurityHubControl("Cognito.3"),
        SecurityHubControl("Cognito.5"),
    ),
    frameworks={Framework.FSBP: ("Cognito.3",)},
    parameters={
        "mfa": _choice(["ON"], ("ON", "OPTIONAL", "OFF"), "The values of mfaConfiguration that pass."),
        "length": Parameter(
            12, {"type": "integer", "minimum": 8, "maximum": 99, "description": "The shortest password that passes."}
        ),
        "threatProtection": _choice(
            ["AUDIT", "ENFORCED"],
            ("AUDIT", "ENFORCED", "OFF"),
            "The values of advancedSecurityMode that pass; all but OFF need the paid tier PLUS.",
        ),
    },
    good=(
        example("hardened", _given()),
        example("just good enough", _given({"minimumLength": 12, "temporaryPasswordValidityDays": 7})),
        example("threats are only reported", _given(userPoolAddOns={"advancedSecurityMode": "AUDIT"})),
        example(
            "no password to steal",
            _given(mfaConfiguration="OFF", signInPolicy={"allowedFirstAuthFactors": ["WEB_AUTHN", "EMAIL_OTP"]}),
        ),
        example(
            "the configuration accepts a pool's defaults",
            Given(_POOL, {"name": "sandbox"}),
            mfa=["ON", "OFF"],
            length=8,
            threatProtection=["OFF"],
        ),
    ),
    bad=(
        example("everything omitted", Given(_POOL)),
        example("no second factor", _given(mfaConfiguration="OFF")),
        example("a second factor for who wants one", _given(mfaConfiguration="OPTIONAL")),
        example(
            "a password among other ways in",
            _given(mfaConfiguration="OFF", signInPolicy={"allowedFirstAuthFactors": ["WEB_AUTHN", "PASSWORD"]}),
        ),
        example("short passwords", _given({"minimumLength": 11})),
        *(example(f"{name} off", _given({name: False})) for name in _CLASSES),
        example("a policy of nothing but a length", _given(passwordPolicy={"minimumLength": 12})),
        example("temporary passwords for a month", _given({"temporaryPasswordValidityDays": 30})),
        example("no threat protection", _given(userPoolAddOns=None)),
    ),
)
