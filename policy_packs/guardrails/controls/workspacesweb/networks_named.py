"""Browsers in the cloud are used from named networks."""

import ipaddress
from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_SETTINGS = "aws:workspacesweb/ipAccessSettings:IpAccessSettings"


def _check_rule(rule: Block) -> Iterator[str]:
    range = rule.text("ipRange")
    try:
        is_everywhere = ipaddress.ip_network(range, strict=False).prefixlen == 0
    except ValueError:
        return  # AWS refuses it.
    if is_everywhere:
        yield f"a password is enough, from anywhere; got {rule.path('ipRange')} {range}, expected a network"


def _check(settings: Resource) -> Iterator[str]:
    yield from each(settings.blocks("ipRules"), _check_rule)


def _given(*ranges: str) -> Given:
    return Given(_SETTINGS, {"displayName": "offices", "ipRules": [{"ipRange": range} for range in ranges]})


CONTROL = Control(
    id="workspacesweb.networks-named",
    title="Browsers in the cloud are used from named networks",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="Rules that let in every address look like a restriction and are none.",
    fix="name the networks of the company in ipRules",
    rules=(ResourceRule((_SETTINGS,), _check),),
    good=(
        example("everything omitted", Given(_SETTINGS)),
        example("networks", _given("203.0.113.0/24", "198.51.100.7")),
        example("not a network", _given("office")),
    ),
    bad=(
        example("every address", _given("203.0.113.0/24", "0.0.0.0/0")),
        example("every address, written differently", _given("203.0.113.7/0")),
        example("every address of the new protocol", _given("::/0")),
    ),
)
