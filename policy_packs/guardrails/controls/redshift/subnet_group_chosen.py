"""Redshift clusters stand in subnets that were chosen for them."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    if "clusterSubnetGroupName" not in cluster:
        yield "the warehouse stands in the default network; got no clusterSubnetGroupName, expected one"


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.subnet-group-chosen",
    title="Redshift clusters stand in subnets that were chosen for them",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    why="Without a group, AWS takes the default network, whose subnets are all public.",
    fix="set clusterSubnetGroupName to a group of private subnets",
    rules=(ResourceRule((_CLUSTER,), _check),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV_AWS_154",), Tool.TRIVY: ("AWS-0127",)},
    good=(example("a group of one's own", Given(_CLUSTER, _SALES | {"clusterSubnetGroupName": "private"})),),
    bad=(example("everything omitted that may be", Given(_CLUSTER, _SALES)),),
)
