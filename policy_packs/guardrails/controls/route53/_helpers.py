"""What the controls of Route 53 have in common: which zones the internet asks."""

from .._model import Given
from .._resources import Resource, Stack

ZONE = "aws:route53/zone:Zone"
ASSOCIATION = "aws:route53/zoneAssociation:ZoneAssociation"
PUBLIC = Given(ZONE, {"name": "example.com"}, name="zone")
PRIVATE = Given(ZONE, {"name": "corp.example.com", "vpcs": [{"vpcId": "vpc-0a1b2c3d"}]}, name="zone")


def is_public(zone: Resource, stack: Stack) -> bool:
    """Whether the internet can ask the zone: it belongs to no VPC."""
    return not zone.blocks("vpcs") and not stack.sidecars(zone, ASSOCIATION, by="zoneId")
