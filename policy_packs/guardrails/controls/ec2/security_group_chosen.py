"""Instances have security groups that were chosen for them."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import INSTANCE, SPOT

_DEFAULT = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
_NAMES = ("vpcSecurityGroupIds", "securityGroups")
# What says the groups in the instance's stead.
_ELSEWHERE = ("launchTemplate", "networkInterfaces", "primaryNetworkInterface")


def _check(instance: Resource, stack: Stack) -> Iterator[str]:
    if any(name in instance for name in _ELSEWHERE):
        return
    if any(stack.targets(instance, name, _DEFAULT) for name in _NAMES):
        yield "neighbours of the default security group reach it; got that group, expected another one"
        return
    names = [group for name in _NAMES for group in instance.texts(name)]
    if not names or "default" in names:
        yield (
            "neighbours of the default security group reach it; "
            f"got {', '.join(names) or 'no group'} in {_NAMES[0]}, expected another one"
        )


_SERVER = {"ami": "ami-0a1b2c3d", "instanceType": "t3.micro"}
_GROUP = Given(_DEFAULT, {"vpcId": "vpc-0a1b2c3d"}, name="group")
_OWN = Given("aws:ec2/securityGroup:SecurityGroup", {"vpcId": "vpc-0a1b2c3d"}, name="group")


def _server(type: str = INSTANCE, **more: object) -> Given:
    return Given(type, _SERVER | more, name="server")


CONTROL = Control(
    id="ec2.security-group-chosen",
    title="Instances have security groups that were chosen for them",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    why="In the default group are all for whom nobody chose one; a rule that is added for one of them is for all.",
    fix="name a security group of its own in vpcSecurityGroupIds",
    rules=(StackRule((INSTANCE, SPOT), _check),),
    good=(
        example("a group of its own", _OWN, _server(vpcSecurityGroupIds=[Ref("group")])),
        example("a group from elsewhere", _GROUP, _server(vpcSecurityGroupIds=["sg-0a1b2c3d"])),
        example("a group by its name", _server(securityGroups=["web"])),
        example("a launch template says", _server(launchTemplate={"id": "lt-0a1b2c3d"})),
        example(
            "a network interface says",
            _server(networkInterfaces=[{"deviceIndex": 0, "networkInterfaceId": "eni-0a1b2c3d"}]),
        ),
        example(
            "the first network interface says", _server(primaryNetworkInterface={"networkInterfaceId": "eni-0a1b2c3d"})
        ),
    ),
    bad=(
        *(example(f"everything omitted: {type}", _server(type)) for type in (INSTANCE, SPOT)),
        example("an empty list", _server(vpcSecurityGroupIds=[])),
        example("the default group", _GROUP, _server(vpcSecurityGroupIds=[Ref("group")])),
        example("the default group beside another", _GROUP, _server(vpcSecurityGroupIds=["sg-0a1b2c3d", Ref("group")])),
        example("the default group by its name", _server(securityGroups=["default"])),
    ),
)
