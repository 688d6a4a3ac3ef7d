"""Where Security Hub is on, at least one standard is checked."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_ACCOUNT = "aws:securityhub/account:Account"
_SUBSCRIPTION = "aws:securityhub/standardsSubscription:StandardsSubscription"
# A policy of the organization brings its own standards.
_ASSOCIATION = "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation"
_CONFIGURATION = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"


def _check(account: Resource, stack: Stack) -> Iterator[str]:
    if account.flag("enableDefaultStandards", default=True):
        return
    if not stack.of_type(_SUBSCRIPTION, _ASSOCIATION, _CONFIGURATION):
        yield "nothing is checked; got no subscription to a standard, expected one"


_OFF = Given(_ACCOUNT, {"enableDefaultStandards": False}, name="hub")
_STANDARD = "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"

CONTROL = Control(
    id="securityhub.standards-subscribed",
    title="Where Security Hub is on, at least one standard is checked",
    practices=("automation.security-hub-guardduty", "compliance.well-architected"),
    severity=Severity.HIGH,
    why="A hub without a standard gathers findings of others and makes none.",
    fix="add a StandardsSubscription, or leave enableDefaultStandards on",
    rules=(StackRule((_ACCOUNT,), _check),),
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_3_0: ("4.16",), Framework.CIS_5_0: ("4.16",), Framework.CIS_7_0: ("5.16",)},
    good=(
        example("everything omitted, which subscribes", Given(_ACCOUNT)),
        example("said", Given(_ACCOUNT, {"enableDefaultStandards": True})),
        example("a subscription", _OFF, Given(_SUBSCRIPTION, {"standardsArn": _STANDARD}, name="standard")),
        example("a policy", _OFF, Given(_ASSOCIATION, {"policyId": "1a2b", "targetId": "r-1a2b"}, name="policy")),
        example("an organization", _OFF, Given(_CONFIGURATION, {"autoEnable": True}, name="organization")),
    ),
    bad=(example("no standard", _OFF),),
)
