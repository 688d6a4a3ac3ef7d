"""No security group lets all traffic of the internet in."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import (
    DEFAULT_GROUP,
    GROUP_RULE,
    INGRESS,
    INGRESS_RULE,
    SECURITY_GROUP,
    internet,
    is_for_everything,
    rules,
)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(rules(resource), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    if is_for_everything(rule) and (addresses := internet(rule)):
        yield (
            f"the group stops nothing; got all ports for {addresses} in {rule.path() or 'the rule'}, "
            "expected the ports that are needed"
        )


def _group(protocol: str, first: int, last: int, *cidrs: str) -> Given:
    block = {"protocol": protocol, "fromPort": first, "toPort": last, "cidrBlocks": [*cidrs] or ["0.0.0.0/0"]}
    return Given(SECURITY_GROUP, {"ingress": [block]})


_ALONE = {"securityGroupId": "sg-0a1b2c3d"}

CONTROL = Control(
    id="vpc.security-group-no-open-all-traffic",
    title="No security group lets all traffic of the internet in",
    practices=("network.security-groups",),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="A rule for everything from everywhere makes the group worthless, for what runs now and what is added later.",
    fix="name the protocol and the ports that are meant to be public",
    rules=(ResourceRule(INGRESS, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_277",)},
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("one port", _group("tcp", 443, 443)),
        example("nearly all ports", _group("tcp", 2, 65535)),
        example("all but the last port", _group("tcp", 0, 65534)),
        example("everything from private addresses", _group("-1", 0, 0, "10.0.0.0/8")),
        example("everything from another group", Given(INGRESS_RULE, _ALONE | {"ipProtocol": "-1"})),
        example("every kind of echo", _group("icmp", -1, -1)),
    ),
    bad=(
        example("all protocols", _group("-1", 0, 0)),
        example("all ports of TCP", _group("tcp", 0, 65535)),
        example("all ports of TCP but the first", _group("tcp", 1, 65535)),
        example("all ports of UDP", _group("17", 0, 65535)),
        example("no protocol", Given(SECURITY_GROUP, {"ingress": [{"cidrBlocks": ["0.0.0.0/0"]}]})),
        example("ports of -1", _group("tcp", -1, -1)),
        example("no ports", Given(INGRESS_RULE, _ALONE | {"ipProtocol": "tcp", "cidrIpv6": "::/0"})),
        example(
            "a rule of its own",
            Given(
                GROUP_RULE,
                _ALONE | {"type": "ingress", "protocol": "all", "fromPort": 0, "toPort": 0, "ipv6CidrBlocks": ["::/0"]},
            ),
        ),
        example(
            "the default group",
            Given(
                DEFAULT_GROUP,
                {"ingress": [{"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"]}]},
            ),
        ),
    ),
)
