"""No network ACL lets the internet reach administration ports."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._properties import Block
from .._resources import Resource, Stack
from ._helpers import TCP, covered, is_internet, named, network

_ACL = "aws:ec2/networkAcl:NetworkAcl"
_DEFAULT = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"
_RULE = "aws:ec2/networkAclRule:NetworkAclRule"


@dataclass(frozen=True)
class _Entry:
    """An incoming rule, in the order in which AWS asks them: the first that fits decides."""

    number: float
    allows: bool
    cidr: str
    path: str
    ports: tuple[int, ...]


def _entry(rule: Block, ports: list[int]) -> _Entry:
    return _Entry(
        number=rule.number("ruleNo") or rule.number("ruleNumber"),
        allows=(rule.text("action") or rule.text("ruleAction")).lower() == "allow",
        cidr=rule.text("cidrBlock") or rule.text("ipv6CidrBlock"),
        path=rule.path(),
        ports=tuple(covered(rule, ports, protocols=TCP)),
    )


def _check_entries(entries: Iterable[_Entry]) -> Iterator[str]:
    closed: set[tuple[int, int]] = set()
    for entry in sorted(entries, key=lambda entry: entry.number):
        if not entry.cidr:
            continue
        source = network(entry.cidr, entry.path)
        reached = [port for port in entry.ports if (source.version, port) not in closed]
        if not entry.allows and source.prefixlen == 0:
            closed |= {(source.version, port) for port in reached}
        elif entry.allows and reached and is_internet([source]):
            yield (
                f"the internet reaches port {named(reached)} by rule {entry.number:g}; "
                f"got allow from {entry.cidr}, expected a deny with a lower number or addresses of your own"
            )


def _check_inline(acl: Resource) -> Iterator[str]:
    yield from _check_entries([_entry(rule, acl.parameters["ports"]) for rule in acl.blocks("ingress")])


def _check_alone(acl: Resource, stack: Stack) -> Iterator[str]:
    rules = stack.sidecars(acl, _RULE, by="networkAclId", every=True)
    ports = acl.parameters["ports"]
    yield from _check_entries([_entry(rule, ports) for rule in rules if not rule.flag("egress")])


_VPC = {"vpcId": "vpc-0a1b2c3d"}


def _inline(number: int, action: str, first: int, last: int, protocol: str = "tcp", **source: str) -> dict[str, object]:
    where = source or {"cidrBlock": "0.0.0.0/0"}
    return {"ruleNo": number, "action": action, "protocol": protocol, "fromPort": first, "toPort": last, **where}


def _acl(*rules: dict[str, object]) -> Given:
    return Given(_ACL, _VPC | {"ingress": list(rules)})


def _alone(number: int, action: str, **more: object) -> Given:
    rule = {"networkAclId": Ref("acl"), "protocol": "-1", "cidrBlock": "0.0.0.0/0"}
    return Given(_RULE, rule | {"ruleNumber": number, "ruleAction": action} | more, name=f"rule-{number}")


CONTROL = Control(
    id="vpc.nacl-no-open-admin-ports",
    title="No network ACL lets the internet reach administration ports",
    practices=("network.nacls",),
    severity=Severity.MEDIUM,
    why="The network ACL is what still holds when a security group was opened by mistake.",
    fix="deny the port with a lower rule number, or allow it from addresses of your own only",
    rules=(ResourceRule((_ACL, _DEFAULT), _check_inline), StackRule((_ACL, _DEFAULT), _check_alone)),
    detection=(ConfigRule("NACL_NO_UNRESTRICTED_SSH_RDP"), SecurityHubControl("EC2.21")),
    frameworks={
        Framework.FSBP: ("EC2.21",),
        Framework.CIS_3_0: ("5.1",),
        Framework.CIS_5_0: ("5.2",),
        Framework.CIS_7_0: ("6.2",),
    },
    parameters={
        "ports": Parameter([22, 3389], {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 65535}})
    },
    good=(
        example("everything omitted but the VPC", Given(_ACL, _VPC)),
        example("the web for everybody", _acl(_inline(100, "allow", 443, 443))),
        example("a shell from private addresses", _acl(_inline(100, "allow", 22, 22, cidrBlock="10.0.0.0/8"))),
        example(
            "replies for everybody, behind a deny of remote desktops",
            _acl(_inline(200, "allow", 1024, 65535), _inline(100, "deny", 3389, 3389)),
        ),
        example(
            "the same with rules of their own",
            Given(_ACL, _VPC, name="acl"),
            _alone(200, "allow"),
            _alone(100, "deny", protocol="6", fromPort=22, toPort=22),
            _alone(110, "deny", protocol="6", fromPort=3389, toPort=3389),
        ),
        example("everything goes out", Given(_ACL, _VPC, name="acl"), _alone(100, "allow", egress=True)),
    ),
    bad=(
        example("a shell for everybody", _acl(_inline(100, "allow", 22, 22))),
        example("replies for everybody", _acl(_inline(100, "allow", 1024, 65535))),
        example("everything for everybody", _acl(_inline(100, "allow", 0, 0, "-1"))),
        example("a shell with IPv6", _acl(_inline(100, "allow", 22, 22, ipv6CidrBlock="::/0"))),
        example(
            "the deny comes too late",
            _acl(_inline(100, "allow", 0, 65535), _inline(200, "deny", 22, 22), _inline(210, "deny", 3389, 3389)),
        ),
        example(
            "the deny is for some addresses only",
            _acl(_inline(100, "deny", 22, 22, cidrBlock="198.51.100.0/24"), _inline(200, "allow", 22, 22)),
        ),
        example(
            "the deny is for the other version",
            _acl(_inline(100, "deny", 22, 22, ipv6CidrBlock="::/0"), _inline(200, "allow", 22, 22)),
        ),
        example(
            "the default ACL as AWS makes it",
            Given(
                _DEFAULT,
                {"defaultNetworkAclId": "acl-0a1b2c3d", "ingress": [_inline(100, "allow", 0, 0, "-1")]},
            ),
        ),
        example("a rule of its own", Given(_ACL, _VPC, name="acl"), _alone(100, "allow")),
    ),
)
