"""A security group's rules stand in the group or by themselves, never both.

Source: the provider's documentation of SecurityGroup: the two overwrite each other.
"""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import DEFAULT_GROUP, EGRESS_RULE, GROUP_RULE, GROUPS, INGRESS_RULE, SECURITY_GROUP, group_rules, rules


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    for direction in ("ingress", "egress"):
        inline = len(rules(group, direction))
        if inline:
            alone = len([*group_rules(group, stack, direction)]) - inline
            if alone:
                yield (
                    f"deploys take away each other's {direction} rules; got {inline} in the group and {alone} by "
                    "themselves, expected one way for all"
                )


_BLOCK = {"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}
_GROUP = Given(SECURITY_GROUP, {"ingress": [_BLOCK]}, name="group")
_EMPTY = Given(SECURITY_GROUP, {}, name="group")


def _alone(type: str, /, **more: object) -> Given:
    if type == GROUP_RULE:
        return Given(type, _BLOCK | {"securityGroupId": Ref("group"), "type": "ingress"} | more, name="rule")
    rule = {"securityGroupId": Ref("group"), "ipProtocol": "tcp", "fromPort": 80, "toPort": 80}
    return Given(type, rule | {"cidrIpv4": "10.0.0.0/8"} | more, name=f"{type.rpartition(':')[2]}-alone")


CONTROL = Control(
    id="vpc.security-group-rules-not-mixed",
    title="A security group's rules stand in the group or by themselves, never both",
    practices=("network.security-groups",),
    severity=Severity.MEDIUM,
    why="Each deploy removes the rules that the last one added, so the group opens and closes by chance.",
    fix="move all rules of the group to SecurityGroupIngressRule and SecurityGroupEgressRule",
    rules=(StackRule(GROUPS, _check),),
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("all in the group", _GROUP),
        example("all by themselves", _EMPTY, _alone(INGRESS_RULE), _alone(EGRESS_RULE)),
        example("incoming ones in the group, outgoing ones not", _GROUP, _alone(EGRESS_RULE)),
        example("a rule of another group", _GROUP, _alone(INGRESS_RULE, securityGroupId="sg-9f8e7d6c")),
        example("an outgoing rule of the older type", _GROUP, _alone(GROUP_RULE, type="egress")),
    ),
    bad=(
        example("an incoming rule by itself", _GROUP, _alone(INGRESS_RULE)),
        example("one of the older type", _GROUP, _alone(GROUP_RULE)),
        example(
            "an outgoing rule by itself",
            Given(SECURITY_GROUP, {"egress": [_BLOCK]}, name="group"),
            _alone(EGRESS_RULE),
        ),
        example(
            "rules beside those of the default group",
            Given(DEFAULT_GROUP, {"ingress": [_BLOCK]}, name="group"),
            _alone(INGRESS_RULE),
        ),
    ),
)
