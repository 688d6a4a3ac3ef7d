"""Endpoint services ask before they let somebody connect."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SERVICE = "aws:ec2/vpcEndpointService:VpcEndpointService"


def _check(service: Resource) -> Iterator[str]:
    if not service.flag("acceptanceRequired"):
        yield "whoever may see the service is connected at once; got acceptanceRequired false, expected true"


def _mend(service: Resource) -> dict[str, bool]:
    return {"acceptanceRequired": True} if any(_check(service)) else {}


_BALANCER = {
    "networkLoadBalancerArns": ["arn:aws:elasticloadbalancing:us-east-1:111122223333:loadbalancer/net/api/0a1b2c3d"]
}

CONTROL = Control(
    id="vpc.endpoint-service-accepts-by-hand",
    title="Endpoint services ask before they let somebody connect",
    practices=("network.vpc-endpoints", "network.peering-transit"),
    severity=Severity.MEDIUM,
    why="Each connection is a way into the network behind the service, and should be somebody's decision.",
    fix="set acceptanceRequired to true and accept connections by VpcEndpointConnectionAccepter",
    rules=(ResourceRule((_SERVICE,), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_123",)},
    good=(example("asks", Given(_SERVICE, _BALANCER | {"acceptanceRequired": True})),),
    bad=(
        example("doesn't ask", Given(_SERVICE, _BALANCER | {"acceptanceRequired": False})),
        example("everything omitted", Given(_SERVICE)),
    ),
)
