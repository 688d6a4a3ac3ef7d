"""The DNS queries of every VPC pass a DNS firewall."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_VPC = "aws:ec2/vpc:Vpc"
_ASSOCIATION = "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(vpc, _ASSOCIATION, by="vpcId"):
        yield (
            "the VPC's machines may ask for any name; got no DNS firewall, "
            "expected a ResolverFirewallRuleGroupAssociation"
        )


_MAIN = Given(_VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")


def _association(vpc: object) -> Given:
    group = {"firewallRuleGroupId": "rslvr-frg-0a1b2c3d", "priority": 101, "mutationProtection": "ENABLED"}
    return Given(_ASSOCIATION, group | {"vpcId": vpc}, name="association")


CONTROL = Control(
    id="route53.dns-firewall-associated",
    title="The DNS queries of every VPC pass a DNS firewall",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Names are answered even where no other traffic gets out, so data leaves and orders come in by them.",
    fix="associate the VPC with a rule group that blocks AWS's managed domain lists",
    rules=(StackRule((_VPC,), _check),),
    good=(example("associated", _MAIN, _association(Ref("main"))),),
    bad=(
        example("everything omitted", Given(_VPC)),
        example("another VPC is associated", _MAIN, _association("vpc-9f8e7d6c")),
    ),
)
