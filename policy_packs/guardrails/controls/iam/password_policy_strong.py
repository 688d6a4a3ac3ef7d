"""Passwords are long, mixed, not reused, and expire."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource

_POLICY = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"
_CLASSES = (
    "requireLowercaseCharacters",
    "requireNumbers",
    "requireSymbols",
    "requireUppercaseCharacters",
)


def _weak(policy: Resource) -> Iterator[tuple[str, object, Any]]:
    """The properties that are too weak: name, value, and the weakest value that will do."""
    for name in _CLASSES:
        if not policy.flag(name):
            yield name, "false", True
    for name in ("minimumPasswordLength", "passwordReusePrevention"):
        least = policy.parameters[name]
        if policy.number(name) < least:
            yield name, policy.number(name) if name in policy else "none", least
    most = policy.parameters["maxPasswordAge"]
    if most and not 0 < policy.number("maxPasswordAge") <= most:
        yield "maxPasswordAge", policy.number("maxPasswordAge") or "none", most


def _check(policy: Resource) -> Iterator[str]:
    for name, got, expected in _weak(policy):
        bound = "true" if expected is True else f"{'at most' if name == 'maxPasswordAge' else 'at least'} {expected}"
        yield f"{name} is too weak; got {got}, expected {bound}"


def _mend(policy: Resource) -> dict[str, Any]:
    return {name: expected for name, _, expected in _weak(policy)}


_STRONG = {
    **dict.fromkeys(_CLASSES, True),
    "minimumPasswordLength": 14,
    "passwordReusePrevention": 24,
    "maxPasswordAge": 90,
}

CONTROL = Control(
    id="iam.password-policy-strong",
    title="Passwords are long, mixed, not reused, and expire",
    practices=("account.password-policy",),
    severity=Severity.HIGH,
    why="A password that can be guessed, or that leaked elsewhere years ago, opens the account.",
    fix="set the four require... flags to true, the length to 14, the reuse prevention to 24 and the age to 90 days",
    rules=(ResourceRule((_POLICY,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfPasswordPolicy",
            actions=("iam:DeleteAccountPasswordPolicy", "iam:UpdateAccountPasswordPolicy"),
        ),
    ),
    detection=(
        ConfigRule(
            "IAM_PASSWORD_POLICY",
            {
                "RequireUppercaseCharacters": "true",
                "RequireLowercaseCharacters": "true",
                "RequireSymbols": "true",
                "RequireNumbers": "true",
                "MinimumPasswordLength": "14",
                "PasswordReusePrevention": "24",
                "MaxPasswordAge": "90",
            },
        ),
        SecurityHubControl("IAM.7"),
    ),
    answer="restore-password-policy",
    frameworks={
        Framework.FSBP: ("IAM.7",),
        Framework.CIS_3_0: ("1.8", "1.9"),
        Framework.CIS_5_0: ("1.7", "1.8"),
        Framework.CIS_7_0: ("2.8", "2.9"),
    },
    parameters={
        "minimumPasswordLength": Parameter(
            14, {"type": "integer", "minimum": 6, "maximum": 128, "description": "Characters, at least."}
        ),
        "passwordReusePrevention": Parameter(
            24, {"type": "integer", "minimum": 0, "maximum": 24, "description": "Remembered passwords, at least."}
        ),
        "maxPasswordAge": Parameter(
            90, {"type": "integer", "minimum": 0, "maximum": 1095, "description": "Days, at most; 0: no expiry asked."}
        ),
    },
    good=(
        example("as strong as asked", Given(_POLICY, _STRONG)),
        example("stronger", Given(_POLICY, _STRONG | {"minimumPasswordLength": 20, "maxPasswordAge": 30})),
        example("no expiry asked", Given(_POLICY, _STRONG | {"maxPasswordAge": None}), maxPasswordAge=0),
        example(
            "a shorter one allowed", Given(_POLICY, _STRONG | {"minimumPasswordLength": 8}), minimumPasswordLength=8
        ),
    ),
    bad=(
        example("everything omitted", Given(_POLICY)),
        *(example(f"{name} off", Given(_POLICY, _STRONG | {name: False})) for name in _CLASSES),
        *(example(f"{name} omitted", Given(_POLICY, {**_STRONG, name: None})) for name in _STRONG),
        example("too short", Given(_POLICY, _STRONG | {"minimumPasswordLength": 13})),
        example("reused too soon", Given(_POLICY, _STRONG | {"passwordReusePrevention": 5})),
        example("kept too long", Given(_POLICY, _STRONG | {"maxPasswordAge": 365})),
        example("never expires", Given(_POLICY, _STRONG | {"maxPasswordAge": 0})),
        example("longer ones asked", Given(_POLICY, _STRONG), minimumPasswordLength=20),
    ),
)
