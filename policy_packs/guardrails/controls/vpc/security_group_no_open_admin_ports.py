"""No security group opens administration ports to the internet."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import DEFAULT_GROUP, GROUP_RULE, INGRESS, INGRESS_RULE, PORTS, SECURITY_GROUP, opened

# SSH, remote desktops, Windows remote management.
_PORTS = [22, 3389, 5985, 5986]


def _check(resource: Resource) -> Iterator[str]:
    yield from opened(resource, resource.parameters["adminPorts"])


def _inline(protocol: str, first: int, last: int, *cidrs: str, **more: object) -> Given:
    rule = {"protocol": protocol, "fromPort": first, "toPort": last, "cidrBlocks": list(cidrs), **more}
    return Given(SECURITY_GROUP, {"ingress": [rule]})


def _rule(**more: object) -> Given:
    ssh = {"type": "ingress", "protocol": "tcp", "fromPort": 22, "toPort": 22, "securityGroupId": "sg-0a1b2c3d"}
    return Given(GROUP_RULE, ssh | more)


def _ingress(protocol: str, **more: object) -> Given:
    return Given(INGRESS_RULE, {"securityGroupId": "sg-0a1b2c3d", "ipProtocol": protocol, **more})


_OPEN_BLOCK = {"protocol": "tcp", "fromPort": 22, "toPort": 22, "cidrBlocks": ["0.0.0.0/0"]}
_CLOSED_BLOCK = _OPEN_BLOCK | {"cidrBlocks": ["10.0.0.0/8"]}

CONTROL = Control(
    id="vpc.security-group-no-open-admin-ports",
    title="No security group opens administration ports to the internet",
    practices=("network.security-groups", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="An open administration port is tried by machines within minutes, all day, with every known password and flaw.",
    fix="name the addresses or the security group that need the port, or use Session Manager instead",
    rules=(ResourceRule(INGRESS, _check),),
    detection=(
        ConfigRule("INCOMING_SSH_DISABLED"),
        ConfigRule("RESTRICTED_INCOMING_TRAFFIC"),
        SecurityHubControl("EC2.13"),
        SecurityHubControl("EC2.14"),
    ),
    answer="revoke-open-ingress",
    frameworks={
        Framework.FSBP: ("EC2.19",),
        Framework.CIS_3_0: ("5.2", "5.3"),
        Framework.CIS_5_0: ("5.3", "5.4"),
        Framework.CIS_7_0: ("6.3", "6.4"),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_24", "CKV_AWS_25"),
        Tool.TRIVY: ("AWS-0107",),
        Tool.SECURITY_HUB: ("EC2.13", "EC2.14"),
    },
    parameters={"adminPorts": Parameter(_PORTS, PORTS)},
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("the web for everybody", _inline("tcp", 443, 443, "0.0.0.0/0", ipv6CidrBlocks=["::/0"])),
        example("a shell from private addresses", _inline("tcp", 22, 22, "10.0.0.0/8", "172.16.0.0/12")),
        example("a shell from one office", _ingress("tcp", fromPort=22, toPort=22, cidrIpv4="203.0.113.0/24")),
        example("everything from another group", _ingress("-1", referencedSecurityGroupId="sg-9f8e7d6c")),
        example("everything from the group itself", _inline("-1", 0, 0, self=True)),
        example("echo requests of everybody", _inline("icmp", 8, 0, "0.0.0.0/0")),
        example("a shell to everybody", _rule(type="egress", cidrBlocks=["0.0.0.0/0"])),
        example("the port before", _inline("tcp", 20, 21, "0.0.0.0/0")),
        example("the port after", _inline("tcp", 23, 3388, "0.0.0.0/0")),
        example("only the ports of the configuration", _rule(cidrBlocks=["0.0.0.0/0"]), adminPorts=[3389]),
    ),
    bad=(
        example("a shell for everybody", _inline("tcp", 22, 22, "0.0.0.0/0")),
        example("a shell for everybody with IPv6", _rule(ipv6CidrBlocks=["::/0"])),
        example("everybody with IPv6 written at length", _rule(ipv6CidrBlocks=["0000:0000:0000:0000:0000:0000:0:0/0"])),
        example("remote management over HTTP", _inline("tcp", 5985, 5985, "0.0.0.0/0")),
        example("remote management over HTTPS", _inline("tcp", 5986, 5986, "0.0.0.0/0")),
        example("a range of ports around it", _rule(fromPort=3000, toPort=4000, cidrBlocks=["0.0.0.0/0"])),
        example("the protocol by its number", _inline("6", 22, 22, "0.0.0.0/0")),
        example("remote desktops over UDP", _inline("udp", 3389, 3389, "0.0.0.0/0")),
        example("all protocols, with ports of nothing", _inline("-1", 0, 0, "0.0.0.0/0")),
        example("all protocols, without ports", _ingress("-1", cidrIpv4="0.0.0.0/0")),
        example("all protocols by name", _inline("all", 0, 0, "0.0.0.0/0")),
        example("all ports", _ingress("tcp", cidrIpv6="::/0")),
        example("the internet in two halves", _inline("tcp", 22, 22, "0.0.0.0/1", "128.0.0.0/1")),
        example("half of the internet", _ingress("tcp", fromPort=22, toPort=22, cidrIpv4="128.0.0.0/1")),
        example("everybody beside the group itself", _inline("tcp", 22, 22, "0.0.0.0/0", self=True)),
        example("everybody beside a prefix list", _rule(cidrBlocks=["0.0.0.0/0"], prefixListIds=["pl-0a1b2c3d"])),
        example("the second of two rules", Given(SECURITY_GROUP, {"ingress": [_CLOSED_BLOCK, _OPEN_BLOCK]})),
        example("the default group", Given(DEFAULT_GROUP, {"ingress": [_OPEN_BLOCK]})),
        example("a port of the configuration", _inline("tcp", 8080, 8080, "0.0.0.0/0"), adminPorts=[8080]),
    ),
)
