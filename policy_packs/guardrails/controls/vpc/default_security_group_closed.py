"""The default security group of every VPC has no rules."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import DEFAULT_GROUP, EGRESS_RULE, GROUP_RULE, VPC, group_rules

_DIRECTIONS = ("ingress", "egress")


def _check_group(group: Resource) -> Iterator[str]:
    for direction in _DIRECTIONS:
        if rules := group.blocks(direction):
            yield f"the default group lets traffic through; got {len(rules)} {direction} rules, expected none"


def _mend(group: Resource) -> dict[str, list[object]]:
    return {direction: [] for direction in _DIRECTIONS if group.value(direction)}


def _check_rules(group: Resource, stack: Stack) -> Iterator[str]:
    for direction in _DIRECTIONS:
        alone = len([*group_rules(group, stack, direction)]) - len(group.blocks(direction))
        if alone:
            yield f"the default group lets traffic through; got {alone} {direction} rules of their own, expected none"


def _check_vpc(vpc: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(vpc, DEFAULT_GROUP, by="vpcId"):
        yield (
            "the VPC's default group is as AWS makes it, open among its members and outwards; "
            "got no DefaultSecurityGroup, expected one without rules"
        )


_RULE = {"protocol": "-1", "fromPort": 0, "toPort": 0}
_EMPTY = Given(DEFAULT_GROUP, {}, name="default")


def _alone(token: str, **rule: object) -> Given:
    return Given(token, {"securityGroupId": Ref("default"), **rule}, name="rule")


_MAIN = Given(VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")

CONTROL = Control(
    id="vpc.default-security-group-closed",
    title="The default security group of every VPC has no rules",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="What forgets to name a security group gets the default one, and with it whatever that one allows.",
    fix="give the VPC a DefaultSecurityGroup and leave ingress and egress out",
    rules=(
        ResourceRule((DEFAULT_GROUP,), _check_group, _mend),
        StackRule((DEFAULT_GROUP,), _check_rules),
        StackRule((VPC,), _check_vpc),
    ),
    detection=(ConfigRule("VPC_DEFAULT_SECURITY_GROUP_CLOSED"), SecurityHubControl("EC2.2")),
    answer="close-default-security-group",
    frameworks={
        Framework.FSBP: ("EC2.2",),
        Framework.CIS_3_0: ("5.4",),
        Framework.CIS_5_0: ("5.5",),
        Framework.CIS_7_0: ("6.5",),
    },
    equivalents={Tool.CHECKOV: ("CKV2_AWS_12",), Tool.TRIVY: ("AWS-0173",)},
    good=(
        example("everything omitted, which empties the group", Given(DEFAULT_GROUP)),
        example(
            "the VPC's default group is emptied", _MAIN, Given(DEFAULT_GROUP, {"vpcId": Ref("main")}, name="default")
        ),
    ),
    bad=(
        example("an incoming rule", Given(DEFAULT_GROUP, {"ingress": [_RULE | {"self": True}]})),
        example("an outgoing rule", Given(DEFAULT_GROUP, {"egress": [_RULE | {"cidrBlocks": ["0.0.0.0/0"]}]})),
        example("an incoming rule of its own", _EMPTY, _alone(GROUP_RULE, **_RULE, type="ingress")),
        example("an outgoing rule of its own", _EMPTY, _alone(EGRESS_RULE, ipProtocol="-1", cidrIpv4="0.0.0.0/0")),
        example("a VPC without more", _MAIN),
        example(
            "the default group of another VPC", _MAIN, Given(DEFAULT_GROUP, {"vpcId": "vpc-9f8e7d6c"}, name="other")
        ),
    ),
)
