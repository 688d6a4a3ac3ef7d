"""Applications of EMR Serverless are in a VPC."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_APPLICATION = "aws:emrserverless/application:Application"


def _check(application: Resource) -> Iterator[str]:
    if not application.block("networkConfiguration").texts("subnetIds"):
        yield (
            "jobs read your data from a network of EMR's; got no networkConfiguration.subnetIds, "
            "expected subnets of yours"
        )


def _application(*subnets: str) -> Given:
    network = {"subnetIds": [*subnets], "securityGroupIds": ["sg-0a1b2c3d"]}
    return Given(_APPLICATION, {"releaseLabel": "emr-7.14.0", "type": "SPARK", "networkConfiguration": network})


CONTROL = Control(
    id="emrserverless.in-vpc",
    title="Applications of EMR Serverless are in a VPC",
    practices=("network.private-subnets", "network.vpc-endpoints"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="In your VPC, the policies of your endpoints decide which buckets the jobs read and write.",
    fix="set subnetIds and securityGroupIds of networkConfiguration",
    rules=(ResourceRule((_APPLICATION,), _check),),
    good=(example("in subnets", _application("subnet-0a1b2c3d")),),
    bad=(
        example("everything omitted", Given(_APPLICATION)),
        example("no subnet", _application()),
    ),
)
