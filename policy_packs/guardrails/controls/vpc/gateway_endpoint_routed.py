"""Gateway endpoints are in a route table."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ENDPOINT

_ASSOCIATION = "aws:ec2/vpcEndpointRouteTableAssociation:VpcEndpointRouteTableAssociation"


def _check(endpoint: Resource, stack: Stack) -> Iterator[str]:
    if endpoint.text("vpcEndpointType", default="Gateway") != "Gateway":
        return
    if not endpoint.texts("routeTableIds") and not stack.sidecars(endpoint, _ASSOCIATION, by="vpcEndpointId"):
        yield "traffic goes past the endpoint; got no routeTableIds, expected the tables of the private subnets"


_S3 = {"vpcId": "vpc-0a1b2c3d", "serviceName": "com.amazonaws.us-east-1.s3"}


def _endpoint(**more: object) -> Given:
    return Given(ENDPOINT, _S3 | more, name="s3")


def _association(endpoint: object) -> Given:
    return Given(_ASSOCIATION, {"vpcEndpointId": endpoint, "routeTableId": "rtb-0a1b2c3d"}, name="association")


CONTROL = Control(
    id="vpc.gateway-endpoint-routed",
    title="Gateway endpoints are in a route table",
    practices=("network.vpc-endpoints",),
    severity=Severity.LOW,
    why="Without a route the endpoint does nothing: traffic takes the way of the internet, past the endpoint's policy.",
    fix="name the route tables of the private subnets in routeTableIds",
    rules=(StackRule((ENDPOINT,), _check),),
    good=(
        example("a table", _endpoint(routeTableIds=["rtb-0a1b2c3d"])),
        example("a table beside it", _endpoint(vpcEndpointType="Gateway"), _association(Ref("s3"))),
        example("an interface endpoint", _endpoint(vpcEndpointType="Interface")),
    ),
    bad=(
        example("everything omitted", _endpoint()),
        example("no table", _endpoint(vpcEndpointType="Gateway", routeTableIds=[])),
        example("a table of another endpoint", _endpoint(), _association("vpce-0a1b2c3d")),
    ),
)
