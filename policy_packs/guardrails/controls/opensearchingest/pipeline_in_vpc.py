"""Ingestion pipelines of OpenSearch are inside of a VPC."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_PIPELINE = "aws:opensearchingest/pipeline:Pipeline"


def _check(pipeline: Resource) -> Iterator[str]:
    if not pipeline.block("vpcOptions").texts("subnetIds"):
        yield "its endpoint is in the internet; got no vpcOptions.subnetIds, expected subnets"


CONTROL = Control(
    id="opensearchingest.pipeline-in-vpc",
    title="Ingestion pipelines of OpenSearch are inside of a VPC",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A role's signature is all that keeps strangers from filling the index.",
    fix="set vpcOptions with subnetIds and securityGroupIds",
    rules=(ResourceRule((_PIPELINE,), _check),),
    good=(example("subnets", Given(_PIPELINE, {"vpcOptions": {"subnetIds": ["subnet-0a1b2c3d4e5f60718"]}})),),
    bad=(
        example("everything omitted", Given(_PIPELINE)),
        example("no subnets", Given(_PIPELINE, {"vpcOptions": {"subnetIds": []}})),
    ),
)
