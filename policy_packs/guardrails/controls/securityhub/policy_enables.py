"""Configuration policies switch Security Hub on, with a standard."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy"


def _check(policy: Resource) -> Iterator[str]:
    said = policy.block("configurationPolicy")
    if not said.flag("serviceEnabled"):
        yield f"the accounts have no Security Hub; got {said.path('serviceEnabled')} false, expected true"
    elif not said.texts("enabledStandardArns"):
        yield f"nothing is checked; got no {said.path('enabledStandardArns')}, expected a standard"


def _policy(**said: object) -> Given:
    return Given(_POLICY, {"name": "all", "configurationPolicy": said})


_STANDARDS = ["arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0"]

CONTROL = Control(
    id="securityhub.policy-enables",
    title="Configuration policies switch Security Hub on, with a standard",
    practices=("automation.security-hub-guardduty", "account.organizations"),
    severity=Severity.HIGH,
    why="A policy that switches the hub off does so in every account that it is associated with.",
    fix="set serviceEnabled to true and list standards in enabledStandardArns",
    rules=(ResourceRule((_POLICY,), _check),),
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_3_0: ("4.16",), Framework.CIS_5_0: ("4.16",), Framework.CIS_7_0: ("5.16",)},
    good=(example("a standard", _policy(serviceEnabled=True, enabledStandardArns=_STANDARDS)),),
    bad=(
        example("nothing said", _policy()),
        example("off", _policy(serviceEnabled=False)),
        example("no standard", _policy(serviceEnabled=True, enabledStandardArns=[])),
    ),
)
