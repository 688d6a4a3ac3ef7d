"""No security group opens plain HTTP to the internet."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import DEFAULT_GROUP, GROUP_RULE, INGRESS, INGRESS_RULE, SECURITY_GROUP, opened


def _check(resource: Resource) -> Iterator[str]:
    yield from opened(resource, [80])


_HTTP = {"protocol": "tcp", "fromPort": 80, "toPort": 80, "cidrBlocks": ["0.0.0.0/0"]}
_ALONE = {"securityGroupId": "sg-0a1b2c3d", "ipProtocol": "tcp", "fromPort": 80, "toPort": 80}

CONTROL = Control(
    id="vpc.security-group-no-open-http",
    title="No security group opens plain HTTP to the internet",
    practices=("network.security-groups", "data.in-transit"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="What is sent over plain HTTP can be read and changed on its way, even if only a redirect is meant to answer.",
    fix="open port 443 only; browsers ask for it by themselves once HSTS is sent",
    rules=(ResourceRule(INGRESS, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_260",)},
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("HTTPS", Given(SECURITY_GROUP, {"ingress": [_HTTP | {"fromPort": 443, "toPort": 443}]})),
        example("the ports around", Given(SECURITY_GROUP, {"ingress": [_HTTP | {"fromPort": 81, "toPort": 442}]})),
        example("plain HTTP inside", Given(INGRESS_RULE, _ALONE | {"cidrIpv4": "10.0.0.0/16"})),
        example("plain HTTP outwards", Given(SECURITY_GROUP, {"egress": [_HTTP]})),
    ),
    bad=(
        example("plain HTTP", Given(SECURITY_GROUP, {"ingress": [_HTTP]})),
        example("plain HTTP with IPv6", Given(INGRESS_RULE, _ALONE | {"cidrIpv6": "::/0"})),
        example("a range", Given(DEFAULT_GROUP, {"ingress": [_HTTP | {"toPort": 443}]})),
        example(
            "everything",
            Given(GROUP_RULE, _HTTP | {"type": "ingress", "securityGroupId": "sg-0a1b2c3d", "protocol": "-1"}),
        ),
    ),
)
