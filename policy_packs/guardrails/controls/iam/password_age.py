"""Passwords expire."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import PASSWORD_POLICY


def _check(policy: Resource) -> Iterator[str]:
    days, most = policy.number("maxPasswordAge"), policy.parameters["maxPasswordAge"]
    if most and not 1 <= days <= most:
        yield f"passwords live long; got maxPasswordAge {days:g} (0: no expiry), expected 1 to {most} days"


def _mend(policy: Resource) -> dict[str, Any]:
    return {"maxPasswordAge": policy.parameters["maxPasswordAge"]} if any(_check(policy)) else {}


def _given(days: object) -> Given:
    return Given(PASSWORD_POLICY, {"maxPasswordAge": days})


CONTROL = Control(
    id="iam.password-age",
    title="Passwords expire",
    practices=("account.password-policy",),
    severity=Severity.LOW,
    why="What leaked and went unnoticed stops working one day.",
    fix="set maxPasswordAge to 90 days or less",
    rules=(ResourceRule((PASSWORD_POLICY,), _check, _mend),),
    detection=(SecurityHubControl("IAM.7"),),
    frameworks={Framework.FSBP: ("IAM.7",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_9",), Tool.TRIVY: ("AWS-0062",)},
    parameters={
        "maxPasswordAge": Parameter(
            90, {"type": "integer", "minimum": 0, "maximum": 1095, "description": "Days, at most; 0: no expiry asked."}
        )
    },
    good=(
        example("as old as may be", _given(90)),
        example("one day", _given(1)),
        example("no expiry asked", Given(PASSWORD_POLICY), maxPasswordAge=0),
        example("older ones allowed", _given(365), maxPasswordAge=365),
    ),
    bad=(
        example("everything omitted", Given(PASSWORD_POLICY)),
        example("too old", _given(91)),
        example("never", _given(0)),
        example("a day asked", _given(2), maxPasswordAge=1),
    ),
)
