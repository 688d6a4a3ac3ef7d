"""Endpoints of EC2 Instance Connect have a security group of their own."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._resources import Resource

_ENDPOINT = "aws:ec2transitgateway/instanceConnectEndpoint:InstanceConnectEndpoint"


def _check(endpoint: Resource) -> Iterator[str]:
    if not endpoint.blocks("securityGroupIds"):
        yield "the endpoint reaches whatever the default group does; got no securityGroupIds, expected one"


_GROUP = Given("aws:ec2/securityGroup:SecurityGroup", {"description": "Shells"}, name="shells")

CONTROL = Control(
    id="ec2.connect-endpoint-has-security-group",
    title="Endpoints of EC2 Instance Connect have a security group of their own",
    practices=("network.security-groups", "network.vpc-endpoints"),
    severity=Severity.MEDIUM,
    why="The endpoint is a way from the internet to private machines; the default group lets it reach all of them.",
    fix="set securityGroupIds to a group that only reaches the ports of shells",
    rules=(ResourceRule((_ENDPOINT,), _check),),
    good=(
        example(
            "a group that is made beside it",
            _GROUP,
            Given(_ENDPOINT, {"subnetId": "subnet-0a1b2c3d", "securityGroupIds": [Ref("shells")]}),
        ),
    ),
    bad=(
        example("everything omitted but the subnet", Given(_ENDPOINT, {"subnetId": "subnet-0a1b2c3d"})),
        example("no groups", Given(_ENDPOINT, {"subnetId": "subnet-0a1b2c3d", "securityGroupIds": []})),
    ),
)
