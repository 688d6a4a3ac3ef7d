"""What network rules have in common: when an address range is the internet, and which ports a rule speaks of."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, collapse_addresses, ip_network

from .._properties import Block, Undecided

SECURITY_GROUP = "aws:ec2/securityGroup:SecurityGroup"
GROUP_RULE = "aws:ec2/securityGroupRule:SecurityGroupRule"
INGRESS_RULE = "aws:vpc/securityGroupIngressRule:SecurityGroupIngressRule"
EGRESS_RULE = "aws:vpc/securityGroupEgressRule:SecurityGroupEgressRule"

_PRIVATE_4 = tuple(map(IPv4Network, ("10.0.0.0/8", "100.64.0.0/10", "172.16.0.0/12", "192.168.0.0/16")))
_PRIVATE_6 = tuple(map(IPv6Network, ("fc00::/7", "fe80::/10")))
# As much as one organization may own: an IPv4 /8 and an IPv6 /32.
_ONE_ORGANIZATION_4, _ONE_ORGANIZATION_6 = 2**24, 2**96

_ALL = frozenset(("-1", "all"))
TCP = frozenset(("tcp", "6"))
UDP = frozenset(("udp", "17"))


def network(text: str, path: str) -> IPv4Network | IPv6Network:
    """The address range of a CIDR block.

    Raises:
        Undecided: it is none, which the provider refuses by itself; the path says where it stands.
    """
    try:
        return ip_network(text, strict=False)
    except ValueError:
        raise Undecided(path) from None


def is_internet(ranges: Iterable[IPv4Network | IPv6Network]) -> bool:
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


def covered(rule: Block, ports: Iterable[int], protocols: frozenset[str] = TCP | UDP) -> list[int]:
    """Those of the ports that the rule speaks of, by one of the protocols.

    A rule for all protocols speaks of every port, with or without a range.
    """
    protocol = (rule.text("protocol") or rule.text("ipProtocol")).lower()
    if protocol in _ALL:
        return list(ports)
    if protocol not in protocols:
        return []
    first, last = rule.number("fromPort", default=0), rule.number("toPort", default=65535)
    return [port for port in ports if first <= port <= last]


def named(ports: list[int]) -> str:
    """The ports for a message: the first few and how many more."""
    shown = ", ".join(map(str, ports[:5]))
    return f"{shown} and {len(ports) - 5} more" if len(ports) > 5 else shown
