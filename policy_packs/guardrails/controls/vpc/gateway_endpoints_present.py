"""VPCs reach S3 and DynamoDB without the internet."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ENDPOINT, VPC, missing_endpoints


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    missing = missing_endpoints(vpc, stack, vpc.parameters["gatewayEndpoints"])
    if missing:
        yield (
            "traffic to AWS takes the way of the internet, and its price; "
            f"got no endpoint for {', '.join(missing)}, expected a VpcEndpoint"
        )


_MAIN = Given(VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")


def _endpoint(service: str, vpc: object = Ref("main"), prefix: str = "com.amazonaws.us-east-1.") -> Given:
    return Given(ENDPOINT, {"vpcId": vpc, "serviceName": f"{prefix}{service}"}, name=service)


CONTROL = Control(
    id="vpc.gateway-endpoints-present",
    title="VPCs reach S3 and DynamoDB without the internet",
    practices=("network.vpc-endpoints",),
    severity=Severity.LOW,
    why="Gateway endpoints cost nothing, keep data off the internet, and are where policies can be set.",
    fix="give the VPC a gateway VpcEndpoint for each service",
    rules=(StackRule((VPC,), _check),),
    parameters={
        "gatewayEndpoints": Parameter(
            ["s3", "dynamodb"],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "The services, by the end of their endpoint's name, that every VPC has an endpoint for.",
            },
        )
    },
    good=(
        example("both", _MAIN, _endpoint("s3"), _endpoint("dynamodb")),
        example("both in China", _MAIN, _endpoint("s3", prefix="cn.com.amazonaws.cn-north-1."), _endpoint("dynamodb")),
        example("only one is asked for", _MAIN, _endpoint("s3"), gatewayEndpoints=["s3"]),
    ),
    bad=(
        example("everything omitted", Given(VPC)),
        example("one of them", _MAIN, _endpoint("s3")),
        example("the endpoint of another VPC", _MAIN, _endpoint("s3"), _endpoint("dynamodb", "vpc-9f8e7d6c")),
        example("a partner's service", _MAIN, _endpoint("s3"), _endpoint("dynamodb", prefix="com.example.us-east-1.")),
    ),
)
