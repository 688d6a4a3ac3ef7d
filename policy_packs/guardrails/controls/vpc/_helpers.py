"""What network rules have in common: whom a rule lets pass, to which ports, and when that is the internet.

A rule is an inline block of a group or a resource of its own; `rules` gives both in one shape. The sources of a rule
are separate: the group itself, other groups and prefix lists beside an address range don't make it any narrower.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import partial
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from .._properties import Block, Undecided, each
from .._resources import Resource, Stack

SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
DEFAULT_GROUP = "aws:ec2/defaultSecurityGroup:DefaultSecurityGroup"
GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"
GROUPS = (SECURITY_GROUP, DEFAULT_GROUP)
# The types that hold rules of a direction.
INGRESS = (*GROUPS, GROUP_RULE, INGRESS_RULE)
EGRESS = (*GROUPS, GROUP_RULE, EGRESS_RULE)
_ALONE = {"ingress": (GROUP_RULE, INGRESS_RULE), "egress": (GROUP_RULE, EGRESS_RULE)}

VPC = "aws:ec2/vpc:Vpc"
SUBNET = "aws:ec2/subnet:Subnet"
ROUTE_TABLE = "aws:ec2/routeTable:RouteTable"
ENDPOINT = "aws:ec2/vpcEndpoint:VpcEndpoint"
ACL = "aws:ec2/networkAcl:NetworkAcl"
DEFAULT_ACL = "aws:ec2/defaultNetworkAcl:DefaultNetworkAcl"
ACL_RULE = "aws:ec2/networkAclRule:NetworkAclRule"
_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
_ROUTE = "aws:ec2/route:Route"
_GATEWAY = "aws:ec2/internetGateway:InternetGateway"

_SOURCES = ("cidrBlocks", "ipv6CidrBlocks", "cidrIpv4", "cidrIpv6")
# What isn't routed on the internet. Source: IANA IPv4 and IPv6 special-purpose address registries.
_PRIVATE_4 = tuple(
    map(
        IPv4Network,
        (
            *("10.0.0.0/8", "100.64.0.0/10", "127.0.0.0/8", "169.254.0.0/16"),
            *("172.16.0.0/12", "192.168.0.0/16", "198.18.0.0/15", "224.0.0.0/3"),
        ),
    )
)
_PRIVATE_6 = tuple(map(IPv6Network, ("fc00::/7", "fe80::/10", "ff00::/8")))
# As much as one organization may own: an IPv4 /8, and in IPv6 the blocks that the largest networks publish.
_ONE_ORGANIZATION_4, _ONE_ORGANIZATION_6 = 2**24, 2**104

_ALL = "all"
# A rule that names no protocol is for all of them.
_NAMES = {"": _ALL, "-1": _ALL, "1": "icmp", "6": "tcp", "17": "udp", "58": "icmpv6"}
TCP = frozenset(("tcp",))
UDP = frozenset(("udp",))
PORTS = {"type": "array", "items": {"type": "integer", "minimum": 0, "maximum": 65535}}

Network = IPv4Network | IPv6Network


def network(text: str, path: str) -> Network:
    """The address range of a CIDR block.

    Raises:
        Undecided: it is none, which the provider refuses by itself; the path says where it stands.
    """
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise Undecided(path) from None


def is_internet(ranges: Iterable[Network]) -> bool:
    """Whether the ranges hold more public addresses together than one organization owns.

    Together, because 0.0.0.0/1 with 128.0.0.0/1 is everybody just as 0.0.0.0/0 is.
    """
    fours: list[IPv4Network] = []
    sixes: list[IPv6Network] = []
    for item in ranges:
        if isinstance(item, IPv4Network):
            fours += [] if any(map(item.subnet_of, _PRIVATE_4)) else [item]
        else:
            sixes += [] if any(map(item.subnet_of, _PRIVATE_6)) else [item]
    return (
        sum(item.num_addresses for item in collapse_addresses(fours)) > _ONE_ORGANIZATION_4
        or sum(item.num_addresses for item in collapse_addresses(sixes)) > _ONE_ORGANIZATION_6
    )


def rules(resource: Resource, direction: str = "ingress") -> list[Block]:
    """The security group rules of one direction that the resource holds: inline blocks, or the resource itself."""
    if resource.type in GROUPS:
        return resource.blocks(direction)
    if resource.type == GROUP_RULE:
        return [resource] if resource.text("type", default="ingress") == direction else []
    return [resource] if resource.type in _ALONE[direction] else []


def group_rules(group: Resource, stack: Stack, direction: str = "ingress") -> Iterator[Block]:
    """All rules of one direction that a group has in the stack, inline ones first.

    Raises:
        Undecided: after the inline rules, when it isn't known which rules of their own belong to the group.
    """
    yield from rules(group, direction)
    for type in _ALONE[direction]:
        for rule in stack.sidecars(group, type, by="securityGroupId", every=True):
            yield from rules(rule, direction)


def ranges(rule: Block) -> dict[str, Network]:
    """The address ranges of a rule that are known, by their texts; `settle` says whether there may be others."""
    prefix = f"{rule.path()}." if rule.path() else ""
    found: dict[str, Network] = {}
    for path, text in rule.strings():
        if path.removeprefix(prefix).startswith(_SOURCES):
            with suppress(Undecided):
                found[text] = network(text, path)
    return found


def settle(rule: Block) -> None:
    """Make sure that nothing but its known address ranges can be a rule's addresses.

    Raises:
        Undecided: one of them is not known, or is no address range.
    """
    for name in _SOURCES:
        for text in rule.texts(name):
            network(text, rule.path(name))


def internet(rule: Block) -> str:
    """The addresses with which the internet passes the rule, for a message; empty when it doesn't.

    Raises:
        Undecided: the known addresses are not the internet, and others are not known.
    """
    known = ranges(rule)
    if is_internet(known.values()):
        return ", ".join(known)
    settle(rule)
    return ""


def is_for_everything(rule: Block) -> bool:
    """Whether the rule is for all protocols, or for all ports of one."""
    reach = port_range(rule)
    return reach is not None and reach[0] <= 1 and reach[1] == 65535


def protocol(rule: Block) -> str:
    """The protocol of a rule, by its name where it has one: tcp, udp, icmp, icmpv6, all; else by its number."""
    name = str(rule.value("protocol") or rule.value("ipProtocol") or "").lower()
    return _NAMES.get(name, name)


def overlap(rule: Block, other: Block) -> bool:
    """Whether the other rule is for the first port of this one too, or for all of its protocol."""
    if protocol(other) == _ALL:
        return True
    here, there = port_range(rule), port_range(other)
    return protocol(rule) == protocol(other) and (not here or not there or there[0] <= here[0] <= there[1])


def port_range(rule: Block, protocols: frozenset[str] = TCP | UDP) -> tuple[int, int] | None:
    """The first and the last port that a rule speaks of, by one of the protocols; None when it speaks of none.

    A rule for all protocols speaks of every port, with or without a range.
    """
    name = protocol(rule)
    if name == _ALL:
        return 0, 65535
    if name not in protocols:
        return None
    return _port(rule, "fromPort", 0), _port(rule, "toPort", 65535)


def _port(rule: Block, name: str, any: int) -> int:
    """A bound of a range of ports; -1 and no bound mean any port."""
    port = rule.number(name, default=-1)
    if port == -1:
        return any
    if 0 <= port <= 65535:
        return int(port)
    raise Undecided(rule.path(name))


def covered(rule: Block, ports: Iterable[int], protocols: frozenset[str] = TCP | UDP) -> list[int]:
    """Those of the ports that the rule speaks of, by one of the protocols."""
    reach = port_range(rule, protocols)
    return [port for port in ports if reach[0] <= port <= reach[1]] if reach else []


def named(ports: list[int]) -> str:
    """The ports for a message: the first few and how many more."""
    shown = ", ".join(map(str, ports[:5]))
    return f"{shown} and {len(ports) - 5} more" if len(ports) > 5 else shown


def opened(resource: Resource, ports: Iterable[int]) -> Iterator[str]:
    """A message for each incoming rule of the resource by which the internet reaches some of the ports."""
    yield from each(rules(resource), partial(_opened_by, ports=tuple(ports)))


def _opened_by(rule: Block, ports: tuple[int, ...]) -> Iterator[str]:
    reached = covered(rule, ports)
    if reached and (addresses := internet(rule)):
        yield (
            f"the internet reaches port {named(reached)}; got {addresses} in {rule.path() or 'the rule'}, "
            "expected addresses of your own or another security group"
        )


def is_referred_to(resource: Resource, stack: Stack, *outputs: str) -> bool:
    """Whether another resource of the stack names the resource, by dependency or by the text of one of its outputs.

    That a security group's rule names its group doesn't count.

    Raises:
        Undecided: nothing known does, yet a property without a declared dependency isn't known.
    """
    urns, texts, unsettled = stack.once(_references)
    here = {resource.urn}
    known = [*resource.identifiers(), *(resource.text(name) for name in outputs if resource.is_known(name))]
    if resource.urn in urns or any(texts.get(text, here) != here for text in known):
        return True
    if unsettled:
        raise Undecided(unsettled)
    return False


def _references(stack: Stack) -> tuple[frozenset[str], dict[str, set[str]], str]:
    """The URNs that properties depend on, who says which text, and a property of which neither is known."""
    urns: set[str] = set()
    texts: defaultdict[str, set[str]] = defaultdict(set)
    unsettled = ""
    for resource in stack.resources:
        ignored = ("id", "arn", "securityGroupId") if resource.type in (*INGRESS, *EGRESS) else ("id", "arn")
        for name, targets in resource.property_dependencies.items():
            urns.update(() if name in ignored else targets)
        for path, text in resource.strings():
            if path not in ignored:
                texts[text].add(resource.urn)
        for name in resource.names():
            if name not in (*ignored, *resource.property_dependencies) and not resource.is_known(name):
                unsettled = f"{name} of {resource.name}"
    return frozenset(urns), dict(texts), unsettled


def internet_gateway(subnet: Resource, stack: Stack) -> str:
    """The internet gateway that a subnet has a route to, by its id or name; empty when there is none.

    Raises:
        Undecided: none is known, yet which route table it has, or where a route leads, isn't.
    """

    def ways_out(association: Resource) -> Iterator[str]:
        for table in stack.targets(association, "routeTableId", ROUTE_TABLE):
            if gateway := stack.once(_way_out, table):
                yield gateway

    return next(each(stack.sidecars(subnet, _ASSOCIATION, by="subnetId"), ways_out), "")


def _way_out(stack: Stack, table: Resource) -> str:
    return next(each(_holders_of_routes(stack, table), partial(_gateways, stack)), "")


def _holders_of_routes(stack: Stack, table: Resource) -> Iterator[Resource]:
    yield table
    yield from stack.sidecars(table, _ROUTE, by="routeTableId")


def _gateways(stack: Stack, holder: Resource) -> Iterator[str]:
    yield from (text for _, text in holder.strings() if text.startswith("igw-"))
    for gateway in stack.targets(holder, "routes.gatewayId" if holder.type == ROUTE_TABLE else "gatewayId", _GATEWAY):
        yield gateway.name


# The end of the name of an AWS service's endpoint, after the region.
_SERVICE = re.compile(r"(?:cn\.)?com\.amazonaws\.[a-z0-9-]+\.(.+)")


def missing_endpoints(vpc: Resource, stack: Stack, services: Iterable[str]) -> list[str]:
    """Those of the AWS services, by the end of their endpoint's name, that the VPC has no endpoint for."""
    endpoints = stack.sidecars(vpc, ENDPOINT, by="vpcId", every=True)
    found = {match[1] for endpoint in endpoints if (match := _SERVICE.fullmatch(endpoint.text("serviceName")))}
    return [service for service in services if service not in found]
