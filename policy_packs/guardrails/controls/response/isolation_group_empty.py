"""Security groups that isolate let nothing through."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import GROUP, ISOLATION, has_word, names

_RULES = {
    "aws:ec2/securityGroupRule:SecurityGroupRule": "securityGroupId",
    "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule": "securityGroupId",
    "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule": "securityGroupId",
}


def _check(group: Resource) -> Iterator[str]:
    if has_word(group, group.parameters["names"]):
        for name in ("ingress", "egress"):
            if rules := group.blocks(name):
                yield f"what is isolated still talks; got {name} with {len(rules)} rules, expected none"


def _check_rules(group: Resource, stack: Stack) -> Iterator[str]:
    if has_word(group, group.parameters["names"]):
        for type, by in _RULES.items():
            if rules := stack.sidecars(group, type, by=by):
                yield f"what is isolated still talks; got the rule {rules[0].name}, expected none"


def _group(name: str = "quarantine", **inputs: Any) -> Given:
    return Given(GROUP, {"name": name, "vpcId": "vpc-0a1b2c3d4e5f60718"} | inputs, name="group")


def _rule(type: str, group: Any) -> Given:
    return Given(type, {_RULES[type]: group}, name="rule")


_HTTPS = [{"protocol": "tcp", "fromPort": 443, "toPort": 443, "cidrBlocks": ["10.0.0.0/8"]}]

CONTROL = Control(
    id="response.isolation-group-empty",
    title="Security groups that isolate let nothing through",
    practices=("response.plan", "network.security-groups"),
    severity=Severity.LOW,
    why="An instance that is put there to be looked at would go on sending what it has stolen.",
    fix="take the rules out of the group",
    rules=(ResourceRule((GROUP,), _check), StackRule((GROUP,), _check_rules)),
    parameters=names(*ISOLATION),
    good=(
        example("everything omitted", Given(GROUP)),
        example("no rules", _group()),
        example("empty lists", _group(ingress=[], egress=[])),
        example("another group", _group("web", ingress=_HTTPS, egress=_HTTPS)),
        *(example(f"another group's: {type}", _group(), _rule(type, "sg-0a1b2c3d4e5f60718")) for type in _RULES),
        *(example(f"a rule of another group: {type}", _group("web"), _rule(type, Ref("group"))) for type in _RULES),
        example("another word", _group(ingress=_HTTPS), names=["sealed"]),
    ),
    bad=(
        example("rules for what comes in", _group(ingress=_HTTPS)),
        example("rules for what goes out", _group(egress=_HTTPS)),
        *(example(type, _group(), _rule(type, Ref("group"))) for type in _RULES),
        example("by its tag", _group("sg", tags={"Name": "Quarantine"}, egress=_HTTPS)),
    ),
)
