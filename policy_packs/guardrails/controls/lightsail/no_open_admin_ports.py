"""Instances of Lightsail don't open administration ports to the internet."""

from collections.abc import Iterator
from functools import partial

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ..vpc._helpers import PORTS, is_internet, network

_OPENED = "aws:lightsail/instancePublicPorts:InstancePublicPorts"


def _check(ports: Resource) -> Iterator[str]:
    yield from each(ports.blocks("portInfos"), partial(_check_rule, admin=ports.parameters["adminPorts"]))


def _check_rule(rule: Block, admin: list[int]) -> Iterator[str]:
    first, last = (0, 65535) if rule.text("protocol") == "all" else (rule.number("fromPort"), rule.number("toPort"))
    reached = [str(port) for port in admin if first <= port <= last]
    named = [*rule.texts("cidrs"), *rule.texts("ipv6Cidrs")]
    # A rule that names nobody is for everybody, but for the console's own when it names that.
    cidrs = named if named or rule.texts("cidrListAliases") else ["0.0.0.0/0"]
    if reached and is_internet(network(cidr, rule.path()) for cidr in cidrs):
        yield (
            f"the internet reaches port {', '.join(reached)}; got {', '.join(cidrs)} in {rule.path()}, "
            "expected addresses of your own"
        )


def _open(protocol: str = "tcp", first: int = 22, last: int = 22, **sources: list[str]) -> Given:
    rule = {"protocol": protocol, "fromPort": first, "toPort": last, **sources}
    return Given(_OPENED, {"instanceName": "blog", "portInfos": [rule]})


CONTROL = Control(
    id="lightsail.no-open-admin-ports",
    title="Instances of Lightsail don't open administration ports to the internet",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="An open administration port is tried by machines within minutes, with every known password and flaw.",
    fix="set cidrs to addresses of your own, or cidrListAliases to lightsail-connect",
    rules=(ResourceRule((_OPENED,), _check),),
    parameters={"adminPorts": Parameter([22, 3389, 5985, 5986], PORTS)},
    good=(
        example("everything omitted", Given(_OPENED)),
        example("the web for everybody", _open(first=443, last=443)),
        example("the port before", _open(first=20, last=21)),
        example("the port after", _open(first=23, last=80)),
        example("one office", _open(cidrs=["203.0.113.0/24"])),
        example("one office with IPv6", _open(ipv6Cidrs=["2001:db8::/48"])),
        example("the console", _open(cidrListAliases=["lightsail-connect"])),
    ),
    bad=(
        example("a shell for whom nobody is named", _open()),
        example("a shell for everybody", _open(cidrs=["203.0.113.0/24", "0.0.0.0/0"])),
        example("a shell for everybody with IPv6", _open(ipv6Cidrs=["::/0"])),
        example("the console and everybody", _open(cidrListAliases=["lightsail-connect"], cidrs=["0.0.0.0/0"])),
        example("a range around it", _open(first=3000, last=4000)),
        example("a range that begins with it", _open(first=22, last=80)),
        example("a range that ends with it", _open(first=20, last=22)),
        *(
            example(f"all protocols: {port}", _open(protocol="all", first=0, last=0), adminPorts=[port])
            for port in (0, 22, 65535)
        ),
    ),
)
