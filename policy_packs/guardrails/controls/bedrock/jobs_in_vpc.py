"""Jobs that customize or run models are in a VPC."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_MODEL = "aws:bedrock/customModel:CustomModel"
_JOB = "aws:bedrockmodel/invocationJob:InvocationJob"


def _check(job: Resource) -> Iterator[str]:
    if "vpcConfig" not in job:
        yield "the job reads your data from a network of Bedrock's; got no vpcConfig, expected subnets of yours"


_VPC = {"vpcConfig": {"securityGroupIds": ["sg-0a1b2c3d"], "subnetIds": ["subnet-0a1b2c3d"]}}

CONTROL = Control(
    id="bedrock.jobs-in-vpc",
    title="Jobs that customize or run models are in a VPC",
    practices=("network.private-subnets", "network.vpc-endpoints"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="In your VPC, the policies of your endpoints decide which buckets the job reads and writes.",
    fix="set vpcConfig",
    rules=(ResourceRule((_MODEL, _JOB), _check),),
    good=(*(example(f"in a VPC: {type}", Given(type, _VPC)) for type in (_MODEL, _JOB)),),
    bad=(*(example(f"everything omitted: {type}", Given(type)) for type in (_MODEL, _JOB)),),
)
