"""EMR clusters stand in subnets whose machines get no public addresses."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._resources import Resource, Stack
from ..vpc._helpers import SUBNET
from ._helpers import CLUSTER, CLUSTER_INPUTS


def _check_cluster(cluster: Resource) -> Iterator[str]:
    machines = cluster.block("ec2Attributes")
    if "subnetId" not in machines and "subnetIds" not in machines:
        yield "the cluster stands in the default VPC, on the internet; got no ec2Attributes.subnetId, expected one"


def _check_subnets(cluster: Resource, stack: Stack) -> Iterator[str]:
    for name in ("subnetId", "subnetIds"):
        for subnet in stack.targets(cluster, f"ec2Attributes.{name}", SUBNET):
            if subnet.flag("mapPublicIpOnLaunch"):
                yield f"nodes get public addresses; got mapPublicIpOnLaunch true of {subnet.name}, expected false"


def _cluster(**machines: object) -> Given:
    return Given(CLUSTER, CLUSTER_INPUTS | {"ec2Attributes": {"instanceProfile": "emr", **machines}}, name="cluster")


def _subnet(name: str = "subnet", **inputs: object) -> Given:
    return Given(SUBNET, {"vpcId": "vpc-0a1b2c3d", "cidrBlock": "10.0.0.0/24", **inputs}, name=name)


CONTROL = Control(
    id="emr.cluster-private",
    title="EMR clusters stand in subnets whose machines get no public addresses",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="A primary node with a public address is one security group rule away from everybody.",
    fix="set ec2Attributes.subnetId to a private subnet",
    rules=(ResourceRule((CLUSTER,), _check_cluster), StackRule((CLUSTER,), _check_subnets)),
    detection=(ConfigRule("EMR_MASTER_NO_PUBLIC_IP"), SecurityHubControl("EMR.1")),
    frameworks={Framework.FSBP: ("EMR.1",)},
    good=(
        example("a private subnet", _subnet(), _cluster(subnetId=Ref("subnet"))),
        example("one of some private subnets", _subnet(), _cluster(subnetIds=[Ref("subnet")])),
        example(
            "another subnet is public",
            _subnet(),
            _subnet("other", mapPublicIpOnLaunch=True),
            _cluster(subnetId=Ref("subnet")),
        ),
    ),
    bad=(
        example("everything omitted but what is required", Given(CLUSTER, CLUSTER_INPUTS)),
        example("no subnet", _cluster()),
        example("a public subnet", _subnet(mapPublicIpOnLaunch=True), _cluster(subnetId=Ref("subnet"))),
        example("public subnets", _subnet(mapPublicIpOnLaunch=True), _cluster(subnetIds=[Ref("subnet")])),
    ),
)
