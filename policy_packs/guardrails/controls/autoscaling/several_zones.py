"""Auto Scaling groups spread over several Availability Zones."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    # The names of the subnets need not be known to count them.
    subnets, zones = len(group.blocks("vpcZoneIdentifiers")), len(group.blocks("availabilityZones"))
    if max(subnets, zones) < 2:
        yield f"one failing zone takes all instances along; got {max(subnets, zones)} subnets or zones, expected two"


_SIZES = {"minSize": 2, "maxSize": 4}
_A = Given("aws:ec2/subnet:Subnet", {"vpcId": "vpc-0a1b", "availabilityZone": "us-east-1a"}, name="a")
_B = Given("aws:ec2/subnet:Subnet", {"vpcId": "vpc-0a1b", "availabilityZone": "us-east-1b"}, name="b")

CONTROL = Control(
    id="autoscaling.several-zones",
    title="Auto Scaling groups spread over several Availability Zones",
    practices=("advisor.trusted-advisor", "compliance.well-architected"),
    severity=Severity.MEDIUM,
    why="A group in one zone is down when the zone is, however many instances it has.",
    fix="set vpcZoneIdentifiers to subnets of at least two Availability Zones",
    rules=(ResourceRule((GROUP,), _check),),
    detection=(ConfigRule("AUTOSCALING_MULTIPLE_AZ"), SecurityHubControl("AutoScaling.2")),
    frameworks={Framework.FSBP: ("AutoScaling.2",)},
    good=(
        example("two subnets", _A, _B, Given(GROUP, _SIZES | {"vpcZoneIdentifiers": [Ref("a"), Ref("b")]})),
        example("two zones", Given(GROUP, _SIZES | {"availabilityZones": ["us-east-1a", "us-east-1b"]})),
    ),
    bad=(
        example("everything omitted but the sizes", Given(GROUP, _SIZES)),
        example("one subnet", _A, Given(GROUP, _SIZES | {"vpcZoneIdentifiers": [Ref("a")]})),
        example("one zone", Given(GROUP, _SIZES | {"availabilityZones": ["us-east-1a"]})),
    ),
)
