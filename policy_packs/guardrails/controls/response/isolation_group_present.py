"""Each VPC has a security group that isolates, before it is needed."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import GROUP, ISOLATION, has_word, names

_VPC = "aws:ec2/vpc:Vpc"


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    groups = stack.sidecars(vpc, GROUP, by="vpcId", every=True)
    if not any(has_word(group, vpc.parameters["names"]) for group in groups):
        yield f"nothing is ready to isolate an instance; got {len(groups)} security groups, expected one to isolate"


def _group(vpc: Any, name: str = "quarantine") -> Given:
    return Given(GROUP, {"name": name, "vpcId": vpc}, name=f"group-{name}")


_SHOP = Given(_VPC, {"cidrBlock": "10.0.0.0/16"}, name="shop")

CONTROL = Control(
    id="response.isolation-group-present",
    title="Each VPC has a security group that isolates, before it is needed",
    practices=("response.plan", "network.security-groups"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Whoever has to make the group first, at night, makes it with the rules that AWS puts in.",
    fix="add a security group without rules to the VPC, and call it quarantine",
    rules=(StackRule((_VPC,), _check),),
    parameters=names(*ISOLATION),
    good=(
        example("a group", _SHOP, _group(Ref("shop"), "web"), _group(Ref("shop"))),
        example("the configuration's word", _SHOP, _group(Ref("shop"), "sealed"), names=["sealed"]),
    ),
    bad=(
        example("everything omitted", Given(_VPC)),
        example("another group", _SHOP, _group(Ref("shop"), "web")),
        example("another VPC's", _SHOP, _group("vpc-0a1b2c3d4e5f60718")),
    ),
)
