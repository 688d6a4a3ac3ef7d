"""Network firewalls stand in more than one availability zone."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import FIREWALL, given


def _check(firewall: Resource) -> Iterator[str]:
    zones = len(firewall.blocks("subnetMappings")) + len(firewall.blocks("availabilityZoneMappings"))
    if zones < 2:
        yield f"the loss of a zone takes the firewall with it; got {zones} zones, expected at least 2"


_ONE = [{"subnetId": "subnet-0a1b2c3d"}]

CONTROL = Control(
    id="networkfirewall.multi-az",
    title="Network firewalls stand in more than one availability zone",
    practices=("network.private-subnets", "compliance.well-architected"),
    severity=Severity.MEDIUM,
    why="All traffic goes through the firewall, so where it fails the whole network does.",
    fix="give the firewall a subnet in each availability zone",
    rules=(ResourceRule((FIREWALL,), _check),),
    detection=(ConfigRule("NETFW_MULTI_AZ_ENABLED"), SecurityHubControl("NetworkFirewall.1")),
    equivalents={Tool.SECURITY_HUB: ("NetworkFirewall.1",)},
    good=(
        example("two subnets", given()),
        example(
            "two zones of a transit gateway",
            given(
                vpcId=None,
                subnetMappings=None,
                transitGatewayId="tgw-0a1b2c3d",
                availabilityZoneMappings=[{"availabilityZoneId": "use1-az1"}, {"availabilityZoneId": "use1-az2"}],
            ),
        ),
    ),
    bad=(example("one subnet", given(subnetMappings=_ONE)), example("no subnet", given(subnetMappings=None))),
)
