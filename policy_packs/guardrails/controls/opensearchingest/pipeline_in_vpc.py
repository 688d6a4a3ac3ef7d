"""Ingestion pipelines of OpenSearch are inside of a VPC."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import ANYTHING, Setting, examples

_TABLE = {
    "aws:opensearchingest/pipeline:Pipeline": (Setting("vpcOptions.subnetIds", ANYTHING),),
}
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(
        _TABLE[resource.type],
        lambda setting: setting.problems(resource, "the endpoint of the pipeline is in the internet"),
    )


CONTROL = Control(
    id="opensearchingest.pipeline-in-vpc",
    title="Ingestion pipelines of OpenSearch are inside of a VPC",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A role's signature is all that keeps strangers from filling the index, or from reading what is sent.",
    fix="set vpcOptions with subnetIds and securityGroupIds",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
