"""Security groups are used by something."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import EGRESS_RULE, GROUP_RULE, INGRESS_RULE, SECURITY_GROUP, is_referred_to


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    if not is_referred_to(group, stack):
        yield "nothing uses the security group; got no reference to it in the stack, expected one or no group"


_GROUP = Given(SECURITY_GROUP, {"name": "web"}, name="group")
_INSTANCE = "aws:ec2/instance:Instance"
_BLOCK = {"protocol": "tcp", "fromPort": 443, "toPort": 443}

CONTROL = Control(
    id="vpc.security-group-used",
    title="Security groups are used by something",
    practices=("network.security-groups", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A group that nothing uses is found one day and attached for what its rules allow, not for what it was.",
    fix="attach the group where it is needed, or remove it",
    rules=(StackRule((SECURITY_GROUP,), _check),),
    detection=(ConfigRule("EC2_SECURITY_GROUP_ATTACHED_TO_ENI_PERIODIC"),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_5",)},
    good=(
        example("of an instance", _GROUP, Given(_INSTANCE, {"vpcSecurityGroupIds": [Ref("group")]}, name="server")),
        example(
            "a source of another group's rule",
            _GROUP,
            Given(
                INGRESS_RULE,
                {
                    "securityGroupId": "sg-0a1b2c3d",
                    "ipProtocol": "-1",
                    "referencedSecurityGroupId": Ref("group"),
                },
                name="rule",
            ),
        ),
    ),
    bad=(
        example("everything omitted", Given(SECURITY_GROUP)),
        *(
            example(
                f"a group with nothing but a {type.rpartition(':')[2]}",
                _GROUP,
                Given(type, rule | {"securityGroupId": Ref("group")}, name="rule"),
            )
            for type, rule in (
                (INGRESS_RULE, {"ipProtocol": "-1"}),
                (EGRESS_RULE, {"ipProtocol": "-1"}),
                (GROUP_RULE, _BLOCK | {"type": "ingress"}),
            )
        ),
        example(
            "an instance with another group",
            _GROUP,
            Given(_INSTANCE, {"vpcSecurityGroupIds": ["sg-9f8e7d6c"]}, name="server"),
        ),
    ),
)
