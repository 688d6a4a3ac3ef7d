"""Fleets of game servers don't open administration ports to the internet."""

from collections.abc import Iterator
from functools import partial

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ..vpc._helpers import PORTS, is_internet, network

_FLEET = "aws:gamelift/fleet:Fleet"


def _check(fleet: Resource) -> Iterator[str]:
    yield from each(fleet.blocks("ec2InboundPermissions"), partial(_check_rule, admin=fleet.parameters["adminPorts"]))


def _check_rule(rule: Block, admin: list[int]) -> Iterator[str]:
    reached = [str(port) for port in admin if rule.number("fromPort") <= port <= rule.number("toPort")]
    source = rule.text("ipRange")
    if reached and is_internet([network(source, rule.path())]):
        yield (
            f"the internet reaches port {', '.join(reached)}; got {source} in {rule.path()}, "
            "expected addresses of your own"
        )


def _fleet(first: int, last: int, source: str = "0.0.0.0/0") -> Given:
    rule = {"fromPort": first, "toPort": last, "ipRange": source, "protocol": "TCP"}
    return Given(_FLEET, {"ec2InstanceType": "c5.large", "ec2InboundPermissions": [rule]})


CONTROL = Control(
    id="gamelift.fleet-no-open-admin-ports",
    title="Fleets of game servers don't open administration ports to the internet",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Players need the ports of the game; who wants the others is no player.",
    fix="name the addresses that need the port, or remove the permission",
    rules=(ResourceRule((_FLEET,), _check),),
    parameters={"adminPorts": Parameter([22, 3389, 5985, 5986], PORTS)},
    good=(
        example("everything omitted", Given(_FLEET)),
        example("a game for everybody", _fleet(7777, 7877)),
        example("the port before", _fleet(20, 21)),
        example("the port after", _fleet(23, 3388)),
        example("a shell for one office", _fleet(22, 22, "203.0.113.0/24")),
    ),
    bad=(
        example("a shell for everybody", _fleet(22, 22)),
        example("all ports for everybody", _fleet(1, 60000)),
        example("a range that begins with it", _fleet(3389, 4000)),
        example("a range that ends with it", _fleet(3000, 3389)),
    ),
)
