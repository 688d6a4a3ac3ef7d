"""No security group opens administration or database ports to the internet."""

from collections.abc import Iterator
from functools import partial

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, Undecided, each
from .._resources import Resource
from ._helpers import GROUP_RULE, INGRESS_RULE, SECURITY_GROUP, covered, is_internet, named, network

_SOURCES = ("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6")
# File transfer, shells, remote desktops, file shares, Docker, and the databases, caches and search engines of AWS.
_PORTS = [20, 21, 22, 23, 135, 445, 1433, 1434, 1521, 2375, 3306, 3389, 4333, 5432, 5439, 5500, 5601]
_PORTS += [5900, 5985, 5986, 6379, 8182, 9042, 9200, 9300, 11211, 27017]


def _check(resource: Resource) -> Iterator[str]:
    if resource.type == SECURITY_GROUP:
        rules = resource.blocks("ingress")
    else:
        rules = [resource] if resource.text("type", default="ingress") == "ingress" else []
    yield from each(rules, partial(_check_rule, ports=resource.parameters["ports"]))


def _check_rule(rule: Block, ports: list[int]) -> Iterator[str]:
    # Other security groups, prefix lists and the group itself are no part of the internet; addresses beside them are.
    open_ports = covered(rule, ports)
    if not open_ports:
        return
    prefix = f"{rule.path()}." if rule.path() else ""
    known = {path: text for path, text in rule.strings() if path.removeprefix(prefix).startswith(_SOURCES)}
    if is_internet(network(text, path) for path, text in known.items()):
        yield (
            f"the internet reaches port {named(open_ports)}; got {', '.join(known.values())} "
            f"in {rule.path() or 'the rule'}, expected addresses of your own or another security group"
        )
        return
    for name in _SOURCES:
        if not rule.is_known(name):
            raise Undecided(rule.path(name))


def _inline(protocol: str, first: int, last: int, *cidrs: str, **more: object) -> Given:
    rule = {"protocol": protocol, "fromPort": first, "toPort": last, "cidrBlocks": list(cidrs), **more}
    return Given(SECURITY_GROUP, {"ingress": [rule]})


def _rule(**more: object) -> Given:
    ssh = {"type": "ingress", "protocol": "tcp", "fromPort": 22, "toPort": 22, "securityGroupId": "sg-0a1b2c3d"}
    return Given(GROUP_RULE, ssh | more)


def _ingress(protocol: str, **more: object) -> Given:
    return Given(INGRESS_RULE, {"securityGroupId": "sg-0a1b2c3d", "ipProtocol": protocol, **more})


CONTROL = Control(
    id="vpc.security-group-no-open-admin-ports",
    title="No security group opens administration or database ports to the internet",
    practices=("network.security-groups", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="An open administration port is tried by machines within minutes, all day, with every known password and flaw.",
    fix="name the addresses or the security group that need the port, or use Session Manager instead",
    rules=(ResourceRule((SECURITY_GROUP, GROUP_RULE, INGRESS_RULE), _check),),
    detection=(
        ConfigRule("INCOMING_SSH_DISABLED"),
        ConfigRule("RESTRICTED_INCOMING_TRAFFIC"),
        ConfigRule("VPC_SG_PORT_RESTRICTION_CHECK"),
        SecurityHubControl("EC2.13"),
        SecurityHubControl("EC2.14"),
        SecurityHubControl("EC2.19"),
    ),
    answer="revoke-open-ingress",
    frameworks={
        Framework.FSBP: ("EC2.19",),
        Framework.CIS_3_0: ("5.2", "5.3"),
        Framework.CIS_5_0: ("5.1.2", "5.3", "5.4"),
        Framework.CIS_7_0: ("6.1.2", "6.3", "6.4"),
    },
    parameters={
        "ports": Parameter(_PORTS, {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 65535}})
    },
    good=(
        example("everything omitted", Given(SECURITY_GROUP)),
        example("the web for everybody", _inline("tcp", 443, 443, "0.0.0.0/0", ipv6CidrBlocks=["::/0"])),
        example("a shell from private addresses", _inline("tcp", 22, 22, "10.0.0.0/8", "172.16.0.0/12")),
        example("a shell from one office", _ingress("tcp", fromPort=22, toPort=22, cidrIpv4="203.0.113.0/24")),
        example("everything from another group", _ingress("-1", referencedSecurityGroupId="sg-9f8e7d6c")),
        example("everything from the group itself", _inline("-1", 0, 0, self=True)),
        example("echo requests of everybody", _inline("icmp", 8, 0, "0.0.0.0/0")),
        example("a shell to everybody", _rule(type="egress", cidrBlocks=["0.0.0.0/0"])),
        example("only the ports of the configuration", _rule(cidrBlocks=["0.0.0.0/0"]), ports=[3389]),
    ),
    bad=(
        example("a shell for everybody", _inline("tcp", 22, 22, "0.0.0.0/0")),
        example("a shell for everybody with IPv6", _rule(ipv6CidrBlocks=["::/0"])),
        example("a range of ports around a database", _rule(fromPort=3000, toPort=4000, cidrBlocks=["0.0.0.0/0"])),
        example("the protocol by its number", _inline("6", 22, 22, "0.0.0.0/0")),
        example("remote desktops over UDP", _inline("udp", 3389, 3389, "0.0.0.0/0")),
        example("all protocols, with ports of nothing", _inline("-1", 0, 0, "0.0.0.0/0")),
        example("all protocols, without ports", _ingress("-1", cidrIpv4="0.0.0.0/0")),
        example("all ports", _ingress("tcp", cidrIpv6="::/0")),
        example("the internet in two halves", _inline("tcp", 22, 22, "0.0.0.0/1", "128.0.0.0/1")),
        example("half of the internet", _ingress("tcp", fromPort=22, toPort=22, cidrIpv4="128.0.0.0/1")),
        example("everybody beside the group itself", _inline("tcp", 22, 22, "0.0.0.0/0", self=True)),
        example("everybody beside a prefix list", _rule(cidrBlocks=["0.0.0.0/0"], prefixListIds=["pl-0a1b2c3d"])),
        example("a port of the configuration", _inline("tcp", 8080, 8080, "0.0.0.0/0"), ports=[8080]),
    ),
)
