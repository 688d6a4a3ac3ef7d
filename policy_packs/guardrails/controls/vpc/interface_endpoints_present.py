"""VPCs reach the AWS services that their machines need without the internet."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Parameter, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import ENDPOINT, VPC, missing_endpoints

_SERVICES = ["ec2", "ecr.api", "ecr.dkr", "ssm", "ssm-contacts", "ssm-incidents"]
_IDS = ("EC2.10", "EC2.55", "EC2.56", "EC2.57", "EC2.58", "EC2.60")


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    missing = missing_endpoints(vpc, stack, vpc.parameters["interfaceEndpoints"])
    if missing:
        yield (
            "calls to AWS leave the network; "
            f"got no endpoint for {', '.join(missing)}, expected an interface VpcEndpoint"
        )


_MAIN = Given(VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")


def _endpoint(service: str, vpc: object = Ref("main")) -> Given:
    endpoint = {"vpcEndpointType": "Interface", "serviceName": f"com.amazonaws.us-east-1.{service}"}
    return Given(ENDPOINT, endpoint | {"vpcId": vpc}, name=service)


CONTROL = Control(
    id="vpc.interface-endpoints-present",
    title="VPCs reach the AWS services that their machines need without the internet",
    practices=("network.vpc-endpoints", "network.private-subnets"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A network whose machines manage themselves by endpoints needs no way out to the internet at all.",
    fix="give the VPC an interface VpcEndpoint for each service",
    rules=(StackRule((VPC,), _check),),
    detection=(ConfigRule("SERVICE_VPC_ENDPOINT_ENABLED", {"serviceName": "ec2"}), *map(SecurityHubControl, _IDS)),
    frameworks={Framework.FSBP: _IDS},
    parameters={
        "interfaceEndpoints": Parameter(
            _SERVICES,
            {
                "type": "array",
                "items": {"type": "string"},
                "description": "The services, by the end of their endpoint's name, that every VPC has an endpoint for.",
            },
        )
    },
    good=(
        example("all", _MAIN, *map(_endpoint, _SERVICES)),
        example("only one is asked for", _MAIN, _endpoint("sts"), interfaceEndpoints=["sts"]),
        example("none is asked for", _MAIN, interfaceEndpoints=[]),
    ),
    bad=(
        example("everything omitted", Given(VPC)),
        *(
            example(f"without {name}", _MAIN, *(_endpoint(service) for service in _SERVICES if service != name))
            for name in _SERVICES
        ),
        example("the endpoint of another VPC", _MAIN, _endpoint("sts", "vpc-9f8e7d6c"), interfaceEndpoints=["sts"]),
    ),
)
