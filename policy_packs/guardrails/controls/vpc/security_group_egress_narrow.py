"""Security groups let out only what is needed."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import DEFAULT_GROUP, EGRESS, EGRESS_RULE, GROUP_RULE, SECURITY_GROUP, internet, is_for_everything, rules


def _check(resource: Resource) -> Iterator[str]:
    yield from each(rules(resource, "egress"), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    if is_for_everything(rule) and (addresses := internet(rule)):
        yield (
            f"everything may leave; got all ports to {addresses} in {rule.path() or 'the rule'}, "
            "expected the ports and addresses that are needed"
        )


def _group(**rule: object) -> Given:
    block = {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"]}
    return Given(SECURITY_GROUP, {"egress": [block | rule]})


_ALONE = {"securityGroupId": "sg-0a1b2c3d"}

CONTROL = Control(
    id="vpc.security-group-egress-narrow",
    title="Security groups let out only what is needed",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A machine that was broken into calls home and sends data out through the rule that lets everything leave.",
    fix="let out the ports that are needed, such as 443, to the addresses or groups that need them",
    rules=(ResourceRule(EGRESS, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_382",), Tool.TRIVY: ("AWS-0104",)},
    good=(
        example("everything omitted, which lets nothing out", Given(SECURITY_GROUP)),
        example("the web", _group(protocol="tcp", fromPort=443, toPort=443)),
        example("everything inside", _group(cidrBlocks=["10.0.0.0/8"])),
        example("everything comes in", Given(GROUP_RULE, _ALONE | {"type": "ingress", "protocol": "-1"})),
        example("everything to another group", Given(EGRESS_RULE, _ALONE | {"ipProtocol": "-1"})),
    ),
    bad=(
        example("everything", _group()),
        example("everything with IPv6", _group(cidrBlocks=None, ipv6CidrBlocks=["::/0"])),
        example("all ports of TCP", _group(protocol="tcp", toPort=65535)),
        example("the default group as AWS makes it", Given(DEFAULT_GROUP, dict(_group().properties))),
        example(
            "a rule of its own",
            Given(
                GROUP_RULE,
                _ALONE | {"type": "egress", "protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlocks": ["0.0.0.0/0"]},
            ),
        ),
        example("a rule of the newer type", Given(EGRESS_RULE, _ALONE | {"ipProtocol": "-1", "cidrIpv4": "0.0.0.0/0"})),
    ),
)
