"""Functions in a VPC stand in more than one Availability Zone."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import FUNCTION, function


def _check(function: Resource) -> Iterator[str]:
    subnets = function.block("vpcConfig").texts("subnetIds")
    if len(set(subnets)) == 1:
        yield f"one zone's failure is the function's; got vpcConfig.subnetIds {subnets[0]} only, expected two or more"


def _in(*subnets: str) -> Given:
    return function(vpcConfig={"subnetIds": [*subnets], "securityGroupIds": ["sg-0a1b2c3d"]})


CONTROL = Control(
    id="lambda.multi-az",
    title="Functions in a VPC stand in more than one Availability Zone",
    practices=("compliance.well-architected", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A zone that fails takes every function along that only has a subnet there.",
    fix="name subnets in two Availability Zones or more",
    rules=(ResourceRule((FUNCTION,), _check),),
    detection=(ConfigRule("LAMBDA_VPC_MULTI_AZ_CHECK"), SecurityHubControl("Lambda.5")),
    frameworks={Framework.FSBP: ("Lambda.5",)},
    good=(
        example("everything omitted, so in no VPC", Given(FUNCTION)),
        example("two subnets", _in("subnet-0a1b2c3d", "subnet-1b2c3d4e")),
    ),
    bad=(
        example("one subnet", _in("subnet-0a1b2c3d")),
        example("one subnet, said twice", _in("subnet-0a1b2c3d", "subnet-0a1b2c3d")),
    ),
)
