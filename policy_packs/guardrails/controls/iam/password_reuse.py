"""Passwords are not used again."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import PASSWORD_POLICY


def _check(policy: Resource) -> Iterator[str]:
    got, least = policy.number("passwordReusePrevention"), policy.parameters["passwordReusePrevention"]
    if got < least:
        yield f"old passwords come back; got passwordReusePrevention {got:g}, expected at least {least}"


def _mend(policy: Resource) -> dict[str, Any]:
    return {"passwordReusePrevention": policy.parameters["passwordReusePrevention"]} if any(_check(policy)) else {}


def _given(passwords: object) -> Given:
    return Given(PASSWORD_POLICY, {"passwordReusePrevention": passwords})


CONTROL = Control(
    id="iam.password-reuse",
    title="Passwords are not used again",
    practices=("account.password-policy",),
    severity=Severity.MEDIUM,
    why="A password that leaked somewhere years ago must not open the account when it comes round again.",
    fix="set passwordReusePrevention to 24",
    rules=(ResourceRule((PASSWORD_POLICY,), _check, _mend),),
    detection=(SecurityHubControl("IAM.7"),),
    frameworks={
        Framework.FSBP: ("IAM.7",),
        Framework.CIS_3_0: ("1.9",),
        Framework.CIS_5_0: ("1.8",),
        Framework.CIS_7_0: ("2.9",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_13",), Tool.TRIVY: ("AWS-0056",)},
    parameters={
        "passwordReusePrevention": Parameter(
            24, {"type": "integer", "minimum": 0, "maximum": 24, "description": "Remembered passwords, at least."}
        )
    },
    good=(
        example("as many as asked", _given(24)),
        example("fewer asked", _given(5), passwordReusePrevention=5),
        example("none asked", Given(PASSWORD_POLICY), passwordReusePrevention=0),
    ),
    bad=(
        example("everything omitted", Given(PASSWORD_POLICY)),
        example("too few", _given(23)),
        example("none", _given(0)),
        example("one fewer than asked", _given(4), passwordReusePrevention=5),
        example("none where one is asked", Given(PASSWORD_POLICY), passwordReusePrevention=1),
    ),
)
