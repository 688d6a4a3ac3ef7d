"""Workloads are in member accounts, not in the management account.

A resource doesn't say whose provider it has, so its ARN does, once it is known; nothing is judged until the
configuration names the management account.
"""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, Parameter, Severity, StackRule, example
from .._resources import Resource, Stack

_WORKLOADS = (
    "aws:apprunner/service:Service",
    "aws:autoscaling/group:Group",
    "aws:batch/jobDefinition:JobDefinition",
    "aws:dynamodb/table:Table",
    "aws:ec2/instance:Instance",
    "aws:ecs/cluster:Cluster",
    "aws:efs/fileSystem:FileSystem",
    "aws:eks/cluster:Cluster",
    "aws:elasticache/replicationGroup:ReplicationGroup",
    "aws:emr/cluster:Cluster",
    "aws:lb/loadBalancer:LoadBalancer",
    "aws:lightsail/instance:Instance",
    "aws:msk/cluster:Cluster",
    "aws:opensearch/domain:Domain",
    "aws:rds/cluster:Cluster",
    "aws:rds/instance:Instance",
    "aws:redshift/cluster:Cluster",
    "aws:sagemaker/notebookInstance:NotebookInstance",
)


def _check(workload: Resource, _: Stack) -> Iterator[str]:
    management = workload.parameters["managementAccount"]
    if management and (arn := workload.text("arn")).split(":")[4:5] == [management]:
        yield f"no service control policy binds the account; got {arn}, expected a member account"


_MANAGEMENT = "111122223333"

CONTROL = Control(
    id="organizations.no-workloads-in-management",
    title="Workloads are in member accounts, not in the management account",
    practices=("account.organizations",),
    severity=Severity.MEDIUM,
    why="Whoever breaks into the workload is one step from every account of the organization.",
    fix="deploy it with a provider of a member account",
    rules=(StackRule(_WORKLOADS, _check),),
    frameworks={Framework.CIS_7_0: ("2.1.3",)},
    parameters={
        "managementAccount": Parameter(
            "",
            {
                "type": "string",
                "pattern": "^([0-9]{12})?$",
                "description": "The id of the organization's management account; empty: not judged.",
            },
        )
    },
    good=(
        example("the management account isn't named", Given(_WORKLOADS[0])),
        example("a member account", Given(_WORKLOADS[0]), managementAccount="444455556666"),
        example("what belongs there", Given("aws:cloudtrail/trail:Trail"), managementAccount=_MANAGEMENT),
    ),
    bad=tuple(example(type, Given(type), managementAccount=_MANAGEMENT) for type in _WORKLOADS),
)
