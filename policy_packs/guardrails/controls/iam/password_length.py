"""Passwords are long."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
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
from ._helpers import LOGIN_PROFILE, PASSWORD_POLICY

# What AWS asks for when the policy doesn't say.
_AWS_DEFAULT = 6
# How long the provider makes a user's first password.
_FIRST = 20


def _check(policy: Resource) -> Iterator[str]:
    got, least = (
        policy.number("minimumPasswordLength", default=_AWS_DEFAULT),
        policy.parameters["minimumPasswordLength"],
    )
    if got < least:
        yield f"passwords may be short; got minimumPasswordLength {got:g}, expected at least {least}"


def _check_first(profile: Resource) -> Iterator[str]:
    got, least = profile.number("passwordLength", default=_FIRST), profile.parameters["minimumPasswordLength"]
    if got < least:
        yield f"the first password is short; got passwordLength {got:g}, expected at least {least}"


def _mend(policy: Resource) -> dict[str, Any]:
    return {"minimumPasswordLength": policy.parameters["minimumPasswordLength"]} if any(_check(policy)) else {}


def _given(length: object) -> Given:
    return Given(PASSWORD_POLICY, {"minimumPasswordLength": length})


CONTROL = Control(
    id="iam.password-length",
    title="Passwords are long",
    practices=("account.password-policy",),
    severity=Severity.MEDIUM,
    enforced=True,
    why="Each character more makes a password harder to guess than any rule about what characters it has.",
    fix="set minimumPasswordLength, or passwordLength of a first password, to 14 or more",
    rules=(ResourceRule((PASSWORD_POLICY,), _check, _mend), ResourceRule((LOGIN_PROFILE,), _check_first)),
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
        Framework.CIS_3_0: ("1.8",),
        Framework.CIS_5_0: ("1.7",),
        Framework.CIS_7_0: ("2.8",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_10",), Tool.TRIVY: ("AWS-0063",)},
    parameters={
        "minimumPasswordLength": Parameter(
            14, {"type": "integer", "minimum": 6, "maximum": 128, "description": "Characters, at least."}
        )
    },
    good=(
        example("as long as asked", _given(14)),
        example("longer", _given(20)),
        example("written as text", _given("14")),
        example("a shorter one allowed", _given(8), minimumPasswordLength=8),
        example("a first password as long as asked", Given(LOGIN_PROFILE, {"user": "alice", "passwordLength": 14})),
        example("a first password by default", Given(LOGIN_PROFILE, {"user": "alice"}), minimumPasswordLength=20),
        example("what AWS asks for is enough", Given(PASSWORD_POLICY), minimumPasswordLength=6),
    ),
    bad=(
        example("everything omitted", Given(PASSWORD_POLICY)),
        example("too short", _given(13)),
        example("a first password that is too short", Given(LOGIN_PROFILE, {"user": "alice", "passwordLength": 13})),
        example("longer first ones asked", Given(LOGIN_PROFILE, {"user": "alice"}), minimumPasswordLength=21),
        example("longer ones asked", _given(14), minimumPasswordLength=15),
        example("longer than AWS asks for", Given(PASSWORD_POLICY), minimumPasswordLength=7),
    ),
)
