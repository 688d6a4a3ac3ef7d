"""Builds run in a VPC."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import PROJECT, project


def _check(project: Resource) -> Iterator[str]:
    if "vpcId" not in project.block("vpcConfig"):
        yield "builds talk to the internet as they like; got no vpcConfig, expected a network of yours"


CONTROL = Control(
    id="codebuild.in-vpc",
    title="Builds run in a VPC",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A package that turns bad sends what it finds anywhere; in a VPC you decide who may be reached.",
    fix="set vpcConfig",
    rules=(ResourceRule((PROJECT,), _check),),
    good=(
        example(
            "in a VPC",
            project(vpcConfig={"vpcId": "vpc-0a1b2c3d", "subnets": ["subnet-0a1b"], "securityGroupIds": ["sg-0a1b"]}),
        ),
        example(
            "in a VPC that isn't known yet",
            Given("aws:ec2/vpc:Vpc", {"cidrBlock": "10.0.0.0/16"}, name="network"),
            project(vpcConfig={"vpcId": Ref("network"), "subnets": ["subnet-0a1b"], "securityGroupIds": ["sg-0a1b"]}),
        ),
    ),
    bad=(
        example("everything omitted", Given(PROJECT)),
        example("no VPC", project(vpcConfig={"subnets": ["subnet-0a1b"], "securityGroupIds": ["sg-0a1b"]})),
    ),
)
