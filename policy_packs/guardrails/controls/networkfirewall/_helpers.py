"""What the controls of Network Firewall have in common: its types, and the least that AWS asks of each."""

from collections.abc import Mapping
from typing import Any

from .._model import Given

FIREWALL = "aws:networkfirewall/firewall:Firewall"
POLICY = "aws:networkfirewall/firewallPolicy:FirewallPolicy"
GROUP = "aws:networkfirewall/ruleGroup:RuleGroup"

_LEAST: Mapping[str, Any] = {
    "firewallPolicyArn": "arn:aws:network-firewall:us-east-1:111122223333:firewall-policy/inspection",
    "vpcId": "vpc-0a1b2c3d",
    "subnetMappings": [{"subnetId": "subnet-0a1b2c3d"}, {"subnetId": "subnet-9f8e7d6c"}],
}


def given(name: str = "example", **properties: Any) -> Given:
    """A firewall for examples."""
    return Given(FIREWALL, {**_LEAST, **properties}, name=name)
