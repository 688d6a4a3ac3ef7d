"""Redshift copies data through its own network."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CLUSTER = "aws:redshift/cluster:Cluster"
_WORKGROUP = "aws:redshiftserverless/workgroup:Workgroup"


def _check(warehouse: Resource) -> Iterator[str]:
    if not warehouse.flag("enhancedVpcRouting"):
        yield "copies go over the internet; got enhancedVpcRouting false, expected true"


def _mend(warehouse: Resource) -> dict[str, bool]:
    return {} if warehouse.flag("enhancedVpcRouting") else {"enhancedVpcRouting": True}


_SALES = {"clusterIdentifier": "sales", "nodeType": "ra3.large"}

CONTROL = Control(
    id="redshift.vpc-routing-enhanced",
    title="Redshift copies data through its own network",
    practices=("network.private-subnets", "network.vpc-endpoints"),
    severity=Severity.MEDIUM,
    why="Loads and unloads pass by the network's endpoints, their policies and flow logs otherwise.",
    fix="set enhancedVpcRouting to true",
    rules=(ResourceRule((_CLUSTER, _WORKGROUP), _check, _mend),),
    detection=(
        ConfigRule("REDSHIFT_ENHANCED_VPC_ROUTING_ENABLED"),
        ConfigRule("REDSHIFT_SERVERLESS_WORKGROUP_ROUTES_WITHIN_VPC"),
        SecurityHubControl("Redshift.7"),
        SecurityHubControl("RedshiftServerless.1"),
    ),
    frameworks={Framework.FSBP: ("Redshift.7", "RedshiftServerless.1")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_321",), Tool.CONTROL_TOWER: ("REDSHIFT.PR.5",)},
    good=(example("within the network", Given(_CLUSTER, _SALES | {"enhancedVpcRouting": True})),),
    bad=(
        example("everything omitted that may be", Given(_CLUSTER, _SALES)),
        example("over the internet", Given(_CLUSTER, _SALES | {"enhancedVpcRouting": False})),
        example("a workgroup that does not say", Given(_WORKGROUP, {"namespaceName": "sales", "workgroupName": "a"})),
    ),
)
