"""DNS firewalls can't be taken away unseen."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_ASSOCIATION = "aws:route53/resolverFirewallRuleGroupAssociation:ResolverFirewallRuleGroupAssociation"


def _check(association: Resource) -> Iterator[str]:
    if association.text("mutationProtection") != "ENABLED":
        yield "the DNS firewall can be taken away by one call; got mutationProtection DISABLED, expected ENABLED"


def _mend(association: Resource) -> dict[str, str]:
    return {"mutationProtection": "ENABLED"} if any(_check(association)) else {}


_BARE = {"firewallRuleGroupId": "rslvr-frg-0a1b2c3d", "priority": 101, "vpcId": "vpc-0a1b2c3d"}

CONTROL = Control(
    id="route53.dns-firewall-protected",
    title="DNS firewalls can't be taken away unseen",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Whoever wants out by DNS takes the firewall away first, if one call is all that it takes.",
    fix="set mutationProtection to ENABLED",
    rules=(ResourceRule((_ASSOCIATION,), _check, _mend),),
    good=(example("protected", Given(_ASSOCIATION, _BARE | {"mutationProtection": "ENABLED"})),),
    bad=(
        example("everything omitted but what is required", Given(_ASSOCIATION, _BARE)),
        example("not protected", Given(_ASSOCIATION, _BARE | {"mutationProtection": "DISABLED"})),
    ),
)
