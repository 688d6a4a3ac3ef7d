"""No network ACL lets all traffic of the internet in."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import ACL, ACL_RULE, DEFAULT_ACL, is_for_everything, is_internet, network


def _check(resource: Resource) -> Iterator[str]:
    if resource.type == ACL_RULE:
        yield from () if resource.flag("egress") else _check_rule(resource)
    else:
        yield from each(resource.blocks("ingress"), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    allows = (rule.text("action") or rule.text("ruleAction")).lower() == "allow"
    cidr = rule.text("cidrBlock") or rule.text("ipv6CidrBlock")
    if allows and is_for_everything(rule) and is_internet([network(cidr, rule.path())]):
        yield (
            f"the network ACL stops nothing; got allow of all ports from {cidr} in {rule.path() or 'the rule'}, "
            "expected the ports that are needed"
        )


_RULE = {"protocol": "-1", "fromPort": 0, "toPort": 0, "cidrBlock": "0.0.0.0/0"}


def _acl(type: str = ACL, **rule: object) -> Given:
    owner = {"vpcId": "vpc-0a1b2c3d"} if type == ACL else {"defaultNetworkAclId": "acl-0a1b2c3d"}
    return Given(type, owner | {"ingress": [_RULE | {"ruleNo": 100, "action": "allow"} | rule]})


def _alone(**more: object) -> Given:
    return Given(ACL_RULE, _RULE | {"networkAclId": "acl-0a1b2c3d", "ruleNumber": 100, "ruleAction": "allow"} | more)


CONTROL = Control(
    id="vpc.nacl-no-open-all-ports",
    title="No network ACL lets all traffic of the internet in",
    practices=("network.nacls",),
    severity=Severity.MEDIUM,
    why="An ACL that allows everything from everywhere catches none of the mistakes that it is there to catch.",
    fix="allow the ports that are needed, and the ephemeral ports of replies",
    rules=(ResourceRule((ACL, DEFAULT_ACL, ACL_RULE), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_352",), Tool.TRIVY: ("AWS-0102",)},
    good=(
        example("everything omitted but the VPC", Given(ACL, {"vpcId": "vpc-0a1b2c3d"})),
        example("replies", _acl(protocol="tcp", fromPort=1024, toPort=65535)),
        example("everything is denied", _acl(action="deny")),
        example("everything from private addresses", _acl(cidrBlock="10.0.0.0/8")),
        example("everything goes out", _alone(egress=True)),
        example("the web by a rule of its own", _alone(protocol="tcp", fromPort=443, toPort=443)),
        example("a rule without addresses", _alone(cidrBlock=None)),
    ),
    bad=(
        example("everything", _acl()),
        example("everything with IPv6", _acl(cidrBlock=None, ipv6CidrBlock="::/0")),
        example("all ports of TCP", _acl(protocol="6", toPort=65535)),
        example("the default ACL", _acl(DEFAULT_ACL)),
        example("a rule of its own", _alone()),
        example("a rule of its own in capitals", _alone(ruleAction="ALLOW", protocol="udp", fromPort=1, toPort=65535)),
    ),
)
