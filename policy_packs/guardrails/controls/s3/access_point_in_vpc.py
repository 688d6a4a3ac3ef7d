"""Access points take requests from one VPC only."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource

_POINT = "aws:s3/accessPoint:AccessPoint"


def _check(point: Resource) -> Iterator[str]:
    if not point.block("vpcConfiguration").text("vpcId"):
        yield "the access point answers the internet; got no vpcConfiguration.vpcId, expected the VPC of its clients"


_NAMED = {"name": "reports", "bucket": "data"}

CONTROL = Control(
    id="s3.access-point-in-vpc",
    title="Access points take requests from one VPC only",
    practices=("network.vpc-endpoints", "network.private-subnets"),
    severity=Severity.LOW,
    why="Credentials that leak are useless outside the network when the access point only answers inside it.",
    fix="set vpcConfiguration.vpcId to the VPC whose clients use the access point",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_POINT,), _check),),
    detection=(ConfigRule("S3_ACCESS_POINT_IN_VPC_ONLY"),),
    good=(
        example(
            "a VPC that is made beside it",
            Given("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"}, name="network"),
            Given(_POINT, _NAMED | {"vpcConfiguration": {"vpcId": Ref("network")}}),
        ),
    ),
    bad=(
        example("everything omitted but the bucket", Given(_POINT, _NAMED)),
        example("an empty VPC", Given(_POINT, _NAMED | {"vpcConfiguration": {"vpcId": ""}})),
    ),
)
