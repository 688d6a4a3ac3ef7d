"""No network ACL lets the internet reach administration ports."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from .._frameworks import Framework, Tool
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
    Tier,
    example,
)
from .._properties import Block, Undecided
from .._resources import Resource, Stack
from ._helpers import ACL, ACL_RULE, DEFAULT_ACL, PORTS, TCP, VPC, covered, is_internet, named, network

# File transfer, shells, remote desktops.
_PORTS = [20, 21, 22, 3389]


@dataclass(frozen=True)
class _Entry:
    """An incoming rule, in the order in which AWS asks them: the first that fits decides."""

    number: float
    allows: bool
    cidr: str
    path: str
    ports: tuple[int, ...]
    urn: str


def _entry(rule: Block, ports: Sequence[int], urn: str = "") -> _Entry:
    return _Entry(
        number=rule.number("ruleNo") or rule.number("ruleNumber"),
        allows=(rule.text("action") or rule.text("ruleAction")).lower() == "allow",
        cidr=rule.text("cidrBlock") or rule.text("ipv6CidrBlock"),
        path=rule.path(),
        ports=tuple(covered(rule, ports, protocols=TCP)),
        urn=urn,
    )


def _openings(entries: Iterable[_Entry]) -> Iterator[tuple[str, str]]:
    """A message for each rule that opens a port which no earlier rule closes, after the URN of the rule."""
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
                entry.urn,
                f"the internet reaches port {named(reached)} by rule {entry.number:g}; "
                f"got allow from {entry.cidr}, expected a deny with a lower number or addresses of your own",
            )


def _check_inline(acl: Resource) -> Iterator[str]:
    ports = acl.parameters["adminPorts"]
    for _, message in _openings(_entry(rule, ports) for rule in acl.blocks("ingress")):
        yield message


def _check_alone(rule: Resource, stack: Stack) -> Iterator[str]:
    """A rule of its own, in the order of all rules of its ACL."""
    messages, unknown = stack.once(_judged, _acl_of(stack, rule), tuple(rule.parameters["adminPorts"]))
    yield from messages.get(rule.urn, ())
    if unknown:
        raise Undecided(unknown)


def _judged(stack: Stack, acl: object, ports: tuple[int, ...]) -> tuple[Mapping[str, list[str]], str]:
    """The messages about rules of one ACL, by the URN of the rule, and a property that keeps the others waiting."""
    found: defaultdict[str, list[str]] = defaultdict(list)
    rules = (rule for rule in stack.once(_by_acl)[acl] if not rule.flag("egress"))
    try:
        for urn, message in _openings(_entry(rule, ports, rule.urn) for rule in rules):
            found[urn].append(message)
    except Undecided as reason:
        return found, str(reason)
    return found, ""


def _by_acl(stack: Stack) -> Mapping[object, list[Resource]]:
    found: defaultdict[object, list[Resource]] = defaultdict(list)
    for rule in stack.of_type(ACL_RULE):
        found[_acl_of(stack, rule)].append(rule)
    return found


def _acl_of(stack: Stack, rule: Resource) -> object:
    return stack.reference(rule, "networkAclId", ACL, DEFAULT_ACL, VPC)


_VPC = {"vpcId": "vpc-0a1b2c3d"}


def _inline(number: int, action: str, first: int, last: int, protocol: str = "tcp", **source: str) -> dict[str, object]:
    where = source or {"cidrBlock": "0.0.0.0/0"}
    return {"ruleNo": number, "action": action, "protocol": protocol, "fromPort": first, "toPort": last, **where}


def _acl(*rules: dict[str, object]) -> Given:
    return Given(ACL, _VPC | {"ingress": list(rules)})


def _alone(number: int, action: str, **more: object) -> Given:
    rule = {"networkAclId": Ref("acl"), "protocol": "-1", "cidrBlock": "0.0.0.0/0"}
    return Given(ACL_RULE, rule | {"ruleNumber": number, "ruleAction": action} | more, name=f"rule-{number}")


_BARE = Given(ACL, _VPC, name="acl")
_ELSEWHERE = {"networkAclId": "acl-9f8e7d6c"}
_OF_DEFAULT = {"networkAclId": Ref("acl", "defaultNetworkAclId")}
_SHELL = {"protocol": "6", "fromPort": 22, "toPort": 22}

CONTROL = Control(
    id="vpc.nacl-no-open-admin-ports",
    title="No network ACL lets the internet reach administration ports",
    practices=("network.nacls",),
    severity=Severity.MEDIUM,
    enforced=True,
    tier=Tier.MINIMAL,
    why="The network ACL is what still holds when a security group was opened by mistake.",
    fix="deny the port with a lower rule number, or allow it from addresses of your own only",
    rules=(ResourceRule((ACL, DEFAULT_ACL), _check_inline), StackRule((ACL_RULE,), _check_alone)),
    detection=(ConfigRule("NACL_NO_UNRESTRICTED_SSH_RDP"), SecurityHubControl("EC2.21")),
    frameworks={
        Framework.FSBP: ("EC2.21",),
        Framework.CIS_3_0: ("5.1",),
        Framework.CIS_5_0: ("5.2",),
        Framework.CIS_7_0: ("6.2",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_229", "CKV_AWS_230", "CKV_AWS_231", "CKV_AWS_232"),
        Tool.TRIVY: ("AWS-0105",),
        Tool.CONTROL_TOWER: ("EC2.PR.5",),
    },
    parameters={"adminPorts": Parameter(_PORTS, PORTS)},
    good=(
        example("everything omitted but the VPC", Given(ACL, _VPC)),
        example("the web for everybody", _acl(_inline(100, "allow", 443, 443))),
        example("a shell from private addresses", _acl(_inline(100, "allow", 22, 22, cidrBlock="10.0.0.0/8"))),
        example("a shell over UDP", _acl(_inline(100, "allow", 22, 22, "udp"))),
        example("a deny for half of the internet", _acl(_inline(100, "deny", 22, 22, cidrBlock="128.0.0.0/1"))),
        example("a deny for everybody", _acl(_inline(100, "deny", 22, 22))),
        example(
            "replies for everybody, behind a deny of remote desktops",
            _acl(_inline(200, "allow", 1024, 65535), _inline(100, "deny", 3389, 3389)),
        ),
        example(
            "the same with rules of their own",
            _BARE,
            _alone(200, "allow"),
            _alone(100, "deny", protocol="6", fromPort=20, toPort=22),
            _alone(110, "deny", protocol="6", fromPort=3389, toPort=3389),
        ),
        example(
            "the same for an ACL of another stack",
            _alone(200, "allow", **_ELSEWHERE, **_SHELL),
            _alone(100, "deny", **_ELSEWHERE, **_SHELL),
        ),
        example("everything goes out", _BARE, _alone(100, "allow", egress=True)),
        example("a rule without addresses", _BARE, _alone(100, "allow", cidrBlock=None)),
        example("other ports are judged", _acl(_inline(100, "allow", 22, 22)), adminPorts=[3389]),
    ),
    bad=(
        *(example(f"port {port} for everybody", _acl(_inline(100, "allow", port, port))) for port in _PORTS),
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
            "the deny is for another port",
            _acl(_inline(100, "deny", 3389, 3389), _inline(200, "allow", 22, 22)),
        ),
        example(
            "the default ACL as AWS makes it",
            Given(
                DEFAULT_ACL,
                {"defaultNetworkAclId": "acl-0a1b2c3d", "ingress": [_inline(100, "allow", 0, 0, "-1")]},
            ),
        ),
        example("a rule of its own", _BARE, _alone(100, "allow")),
        example("a rule of an ACL of another stack", _alone(100, "allow", **_ELSEWHERE)),
        example(
            "the deny is in another ACL",
            _alone(200, "allow", **_ELSEWHERE, **_SHELL),
            _alone(100, "deny", networkAclId="acl-0a1b2c3d", **_SHELL),
        ),
        example(
            "a rule of a VPC's default ACL",
            Given(VPC, {}, name="acl"),
            _alone(100, "allow", **_OF_DEFAULT),
        ),
        example("the deny goes out", _BARE, _alone(100, "deny", egress=True), _alone(200, "allow")),
    ),
)
