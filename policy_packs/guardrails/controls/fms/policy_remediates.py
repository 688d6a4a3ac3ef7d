"""Policies of Firewall Manager mend what they find."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_POLICY = "aws:fms/policy:Policy"


def _check(policy: Resource) -> Iterator[str]:
    if not policy.flag("remediationEnabled"):
        yield "what breaks the policy stays as it is; got remediationEnabled false, expected true"


_BARE = {
    "excludeResourceTags": False,
    "resourceType": "AWS::ElasticLoadBalancingV2::LoadBalancer",
    "securityServicePolicyData": {"type": "WAFV2"},
}

CONTROL = Control(
    id="fms.policy-remediates",
    title="Policies of Firewall Manager mend what they find",
    practices=("automation.remediation", "network.waf-shield"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A policy that only reports leaves new resources without protection until somebody reads the report.",
    fix="set remediationEnabled to true once the policy's report holds no surprises",
    rules=(ResourceRule((_POLICY,), _check),),
    good=(example("mends", Given(_POLICY, _BARE | {"remediationEnabled": True})),),
    bad=(
        example("everything omitted but what is required", Given(_POLICY, _BARE)),
        example("only reports", Given(_POLICY, _BARE | {"remediationEnabled": False})),
    ),
)
