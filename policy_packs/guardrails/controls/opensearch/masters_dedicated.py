"""Search domains have nodes that do nothing but manage the cluster."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import DOMAINS, ELASTICSEARCH, OPENSEARCH, domain


def _check(search: Resource) -> Iterator[str]:
    if not search.block("clusterConfig").flag("dedicatedMasterEnabled"):
        yield "a heavy query can stop the cluster; got clusterConfig.dedicatedMasterEnabled false, expected true"


CONTROL = Control(
    id="opensearch.masters-dedicated",
    title="Search domains have nodes that do nothing but manage the cluster",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Data nodes that also lead the cluster lose it when queries exhaust them.",
    fix="set clusterConfig.dedicatedMasterEnabled to true",
    rules=(ResourceRule(DOMAINS, _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_59",)},
    good=(example("dedicated", domain(clusterConfig={"dedicatedMasterEnabled": True})),),
    bad=(
        example("everything omitted", Given(OPENSEARCH)),
        example("data nodes lead", domain(clusterConfig={"dedicatedMasterEnabled": False})),
        example("an old domain that does not say", domain(ELASTICSEARCH)),
    ),
)
