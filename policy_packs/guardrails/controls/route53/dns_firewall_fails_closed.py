"""DNS firewalls refuse what they fail to check."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CONFIG = "aws:route53/resolverFirewallConfig:ResolverFirewallConfig"


def _check(config: Resource) -> Iterator[str]:
    if config.text("firewallFailOpen") == "ENABLED":
        yield "what the DNS firewall fails to check is answered; got firewallFailOpen ENABLED, expected DISABLED"


_BARE = {"resourceId": "vpc-0a1b2c3d"}

CONTROL = Control(
    id="route53.dns-firewall-fails-closed",
    title="DNS firewalls refuse what they fail to check",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A firewall that answers when it fails is passed by making it fail.",
    fix="set firewallFailOpen to DISABLED",
    rules=(ResourceRule((_CONFIG,), _check),),
    good=(
        example("everything omitted but the VPC, which AWS takes for closed", Given(_CONFIG, _BARE)),
        example("closed", Given(_CONFIG, _BARE | {"firewallFailOpen": "DISABLED"})),
    ),
    bad=(example("open", Given(_CONFIG, _BARE | {"firewallFailOpen": "ENABLED"})),),
)
