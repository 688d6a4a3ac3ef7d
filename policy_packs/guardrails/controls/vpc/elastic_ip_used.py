"""Elastic IP addresses are associated with something."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import is_referred_to

_EIP = "aws:ec2/eip:Eip"
_NAT = "aws:ec2/natGateway:NatGateway"


def _check(address: Resource, stack: Stack) -> Iterator[str]:
    if "instance" in address or "networkInterface" in address:
        return
    if not is_referred_to(address, stack, "allocationId", "publicIp"):
        yield "the address is paid for and leads nowhere; got no instance and nothing that refers to it, expected one"


_ASSOCIATION = "aws:ec2/eipAssociation:EipAssociation"
_ADDRESS = Given(_EIP, {"domain": "vpc"}, name="address")


def _nat(**more: object) -> Given:
    return Given(_NAT, {"subnetId": "subnet-0a1b2c3d"} | more, name="nat")


CONTROL = Control(
    id="vpc.elastic-ip-used",
    title="Elastic IP addresses are associated with something",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="An idle address costs money, and DNS names and allow-lists still trust whoever gets it next.",
    fix="associate the address, or release it after removing it from DNS",
    rules=(StackRule((_EIP,), _check),),
    detection=(ConfigRule("EIP_ATTACHED"), SecurityHubControl("EC2.12")),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_19",), Tool.SECURITY_HUB: ("EC2.12",)},
    good=(
        example("of an instance", Given(_EIP, {"instance": "i-0a1b2c3d"})),
        example("of an interface", Given(_EIP, {"networkInterface": "eni-0a1b2c3d"})),
        example("of a NAT gateway", _ADDRESS, _nat(allocationId=Ref("address"))),
        example("by its other id", _ADDRESS, _nat(secondaryAllocationIds=[Ref("address", "allocationId")])),
        example(
            "by the address itself",
            _ADDRESS,
            Given(_ASSOCIATION, {"publicIp": Ref("address", "publicIp")}, name="association"),
        ),
    ),
    bad=(
        example("everything omitted", Given(_EIP)),
        example("a NAT gateway with another address", _ADDRESS, _nat(allocationId="eipalloc-9f8e7d6c")),
    ),
)
