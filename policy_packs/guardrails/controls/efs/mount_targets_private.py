"""File systems are mounted from private subnets."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._properties import each
from .._resources import Resource, Stack
from ._helpers import MOUNT_TARGET

_SUBNET = "aws:ec2/subnet:Subnet"


def _check_subnet(subnet: Resource) -> Iterator[str]:
    if subnet.flag("mapPublicIpOnLaunch"):
        yield f"its neighbours have public addresses; got subnet {subnet.name} with mapPublicIpOnLaunch, expected none"


def _check(target: Resource, stack: Stack) -> Iterator[str]:
    yield from each(stack.targets(target, "subnetId", _SUBNET), _check_subnet)


def _given(subnet: object, **properties: bool) -> tuple[Given, Given]:
    network = {"vpcId": "vpc-0a1b2c3d", "cidrBlock": "10.0.0.0/24"}
    target = {"fileSystemId": "fs-0a1b2c3d", "subnetId": subnet}
    return Given(_SUBNET, network | properties, name="subnet"), Given(MOUNT_TARGET, target, name="target")


CONTROL = Control(
    id="efs.mount-targets-private",
    title="File systems are mounted from private subnets",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A public neighbour that is broken into reaches the files at once.",
    fix="put the mount target into a subnet without public addresses",
    rules=(StackRule((MOUNT_TARGET,), _check),),
    detection=(ConfigRule("EFS_MOUNT_TARGET_PUBLIC_ACCESSIBLE"), SecurityHubControl("EFS.6")),
    equivalents={Tool.SECURITY_HUB: ("EFS.6",)},
    good=(
        example("a private subnet", *_given(Ref("subnet"))),
        example("another subnet is public", *_given("subnet-4e5f6a7b", mapPublicIpOnLaunch=True)),
        example("a subnet of another stack", _given("subnet-4e5f6a7b")[1]),
    ),
    bad=(example("a public subnet", *_given(Ref("subnet"), mapPublicIpOnLaunch=True)),),
)
