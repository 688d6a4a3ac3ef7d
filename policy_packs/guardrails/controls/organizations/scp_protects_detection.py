"""A service control policy keeps the services that detect switched on.

Judged where the stack has the organization and policies for it: a layer without any leaves them to another.
"""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import (
    ATTACHED,
    EMPTY_ORGANIZATION,
    ORGANIZATION,
    POLICY,
    attached_denials,
    deny,
    exempts_only_callers,
    policy,
)

_ENDS = (
    "cloudtrail:DeleteTrail",
    "cloudtrail:StopLogging",
    "config:DeleteConfigurationRecorder",
    "config:StopConfigurationRecorder",
    "guardduty:DeleteDetector",
    "securityhub:DisableSecurityHub",
)


def _left(stack: Stack) -> list[str]:
    # A deny of everything is for accounts that are shut down, not for those that are watched.
    denials = [
        denial
        for denial in attached_denials(stack)
        if denial.actions and "*" not in denial.actions and exempts_only_callers(denial)
    ]
    return [action for action in _ENDS if not any(denial.covers_action(action) for denial in denials)]


def _check(_: Resource, stack: Stack) -> Iterator[str]:
    if stack.of_type(POLICY) and (left := stack.once(_left)):
        yield (
            "an administrator of an account can blind it; "
            f"got nothing attached that denies {', '.join(left)}, expected a deny"
        )


_DEPLOYER = {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/deploy"}}
_REGION = {"StringNotEquals": {"aws:RequestedRegion": "eu-central-1"}}

CONTROL = Control(
    id="organizations.scp-protects-detection",
    title="A service control policy keeps the services that detect switched on",
    practices=("account.organizations", "automation.security-hub-guardduty"),
    severity=Severity.MEDIUM,
    why="The first thing that an intruder with administrator's rights does is to switch off who watches him.",
    fix="attach a policy that denies to delete or stop trails, recorders, detectors and Security Hub",
    rules=(StackRule((ORGANIZATION,), _check),),
    frameworks={Framework.CIS_7_0: ("2.1.2",)},
    good=(
        example("everything omitted: a layer without policies", EMPTY_ORGANIZATION),
        example("all denied", EMPTY_ORGANIZATION, policy(deny(*_ENDS)), ATTACHED),
        example("all but for a role", EMPTY_ORGANIZATION, policy(deny(*_ENDS, Condition=_DEPLOYER)), ATTACHED),
        example(
            "two statements with patterns",
            EMPTY_ORGANIZATION,
            policy(deny("cloudtrail:*", "config:*"), deny("guardduty:Delete*", "securityhub:Disable*")),
            ATTACHED,
        ),
    ),
    bad=(
        example("not attached", EMPTY_ORGANIZATION, policy(deny(*_ENDS))),
        *(
            example(f"all but {end}", EMPTY_ORGANIZATION, policy(deny(*(one for one in _ENDS if one != end))), ATTACHED)
            for end in _ENDS
        ),
        example("all allowed", EMPTY_ORGANIZATION, policy(deny(*_ENDS, Effect="Allow")), ATTACHED),
        example("denied elsewhere only", EMPTY_ORGANIZATION, policy(deny(*_ENDS, Condition=_REGION)), ATTACHED),
        example("everything is denied, to the suspended", EMPTY_ORGANIZATION, policy(deny("*")), ATTACHED),
        example(
            "what isn't meant is denied", EMPTY_ORGANIZATION, policy(deny(Action=None, NotAction=["iam:*"])), ATTACHED
        ),
        example("not that type", EMPTY_ORGANIZATION, policy(deny(*_ENDS), type="RESOURCE_CONTROL_POLICY"), ATTACHED),
    ),
)
