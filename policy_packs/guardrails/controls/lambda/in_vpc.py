"""Functions run in a VPC."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import FUNCTION, function


def _check(function: Resource) -> Iterator[str]:
    if "subnetIds" not in function.block("vpcConfig") and "capacityProviderConfig" not in function:
        yield "the function talks to the internet as it likes; got no vpcConfig.subnetIds, expected subnets of yours"


_SUBNETS = ["subnet-0a1b2c3d", "subnet-1b2c3d4e"]
_PROVIDER = "arn:aws:lambda:us-east-1:111122223333:capacity-provider:batch"

CONTROL = Control(
    id="lambda.in-vpc",
    title="Functions run in a VPC",
    practices=("network.private-subnets", "network.vpc-endpoints"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Outside of a VPC, no security group, route or endpoint policy limits whom the code sends data to.",
    fix="set subnetIds and securityGroupIds of vpcConfig",
    rules=(ResourceRule((FUNCTION,), _check),),
    detection=(ConfigRule("LAMBDA_INSIDE_VPC"), SecurityHubControl("Lambda.3")),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_117",),
        Tool.CONTROL_TOWER: ("LAMBDA.PR.3",),
        Tool.SECURITY_HUB: ("Lambda.3",),
    },
    good=(
        example("in subnets", function(vpcConfig={"subnetIds": _SUBNETS, "securityGroupIds": ["sg-0a1b2c3d"]})),
        example(
            "on instances of a capacity provider, which is in a VPC",
            function(
                capacityProviderConfig={
                    "lambdaManagedInstancesCapacityProviderConfig": {"capacityProviderArn": _PROVIDER}
                }
            ),
        ),
    ),
    bad=(
        example("everything omitted", Given(FUNCTION)),
        example("no subnets", function(vpcConfig={"securityGroupIds": ["sg-0a1b2c3d"]})),
    ),
)
