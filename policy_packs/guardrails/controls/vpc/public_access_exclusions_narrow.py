"""What is excluded from the block of public access is a way out, or a subnet that is meant to be public."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_EXCLUSION = "aws:ec2/vpcBlockPublicAccessExclusion:VpcBlockPublicAccessExclusion"


def _check(exclusion: Resource) -> Iterator[str]:
    mode = exclusion.text("internetGatewayExclusionMode")
    if mode != "allow-egress" and "vpcId" in exclusion:
        yield (
            "the internet reaches a whole VPC past the block; "
            f"got internetGatewayExclusionMode {mode or 'none'} with a vpcId, expected allow-egress or a subnetId"
        )


_VPC, _SUBNET = {"vpcId": "vpc-0a1b2c3d"}, {"subnetId": "subnet-0a1b2c3d"}
_OUT = {"internetGatewayExclusionMode": "allow-egress"}
_BOTH = {"internetGatewayExclusionMode": "allow-bidirectional"}

CONTROL = Control(
    id="vpc.public-access-exclusions-narrow",
    title="Only single subnets are excluded from the block of public access",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="Excluding a VPC opens its private subnets too, now and for every subnet that is added.",
    fix="exclude the public subnets one by one, or set internetGatewayExclusionMode to allow-egress",
    rules=(ResourceRule((_EXCLUSION,), _check),),
    good=(
        example("a VPC's way out", Given(_EXCLUSION, _VPC | _OUT)),
        example("a public subnet", Given(_EXCLUSION, _SUBNET | _BOTH)),
        example("everything omitted", Given(_EXCLUSION)),
    ),
    bad=(
        example("a VPC both ways", Given(_EXCLUSION, _VPC | _BOTH)),
        example("a VPC without a mode", Given(_EXCLUSION, _VPC)),
    ),
)
