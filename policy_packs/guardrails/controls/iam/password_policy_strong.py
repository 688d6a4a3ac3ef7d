"""Passwords are of mixed characters."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import PASSWORD_POLICY

_CLASSES = (
    "requireLowercaseCharacters",
    "requireNumbers",
    "requireSymbols",
    "requireUppercaseCharacters",
)


def _missing(policy: Resource) -> list[str]:
    return [name for name in _CLASSES if not policy.flag(name)]


def _check(policy: Resource) -> Iterator[str]:
    for name in _missing(policy):
        yield f"passwords may be plain words; got {name} false, expected true"


def _mend(policy: Resource) -> dict[str, Any]:
    return dict.fromkeys(_missing(policy), True)


_MIXED = dict.fromkeys(_CLASSES, True)

CONTROL = Control(
    id="iam.password-policy-strong",
    title="Passwords are of mixed characters",
    practices=("account.password-policy",),
    severity=Severity.HIGH,
    why="A password that is a word is guessed, and opens the account.",
    fix="set the four require... flags to true",
    rules=(ResourceRule((PASSWORD_POLICY,), _check, _mend),),
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
    frameworks={Framework.FSBP: ("IAM.7",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_11", "CKV_AWS_12", "CKV_AWS_14", "CKV_AWS_15"),
        Tool.SECURITY_HUB: ("IAM.10",),
        Tool.TRIVY: ("AWS-0058", "AWS-0059", "AWS-0060", "AWS-0061"),
    },
    good=(
        example("all four", Given(PASSWORD_POLICY, _MIXED)),
        example("written as text", Given(PASSWORD_POLICY, dict.fromkeys(_CLASSES, "true"))),
        example(
            "a length that another control is about", Given(PASSWORD_POLICY, {**_MIXED, "minimumPasswordLength": 6})
        ),
    ),
    bad=(
        example("everything omitted", Given(PASSWORD_POLICY)),
        *(example(f"{name} off", Given(PASSWORD_POLICY, _MIXED | {name: False})) for name in _CLASSES),
        *(example(f"{name} omitted", Given(PASSWORD_POLICY, {**_MIXED, name: None})) for name in _CLASSES),
    ),
)
