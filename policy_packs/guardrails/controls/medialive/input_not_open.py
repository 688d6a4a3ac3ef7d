"""Inputs of MediaLive take streams from known addresses only."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_GROUP = "aws:medialive/inputSecurityGroup:InputSecurityGroup"


def _check(group: Resource) -> Iterator[str]:
    yield from each(group.blocks("whitelistRules"), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    if (cidr := rule.text("cidr")).endswith("/0"):
        yield f"anybody may send the stream; got {rule.path('cidr')} {cidr}, expected addresses of your own"


def _given(*cidrs: str) -> Given:
    return Given(_GROUP, {"whitelistRules": [{"cidr": cidr} for cidr in cidrs]})


CONTROL = Control(
    id="medialive.input-not-open",
    title="Inputs of MediaLive take streams from known addresses only",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    why="Whoever reaches the input can broadcast in one's name.",
    fix="name the addresses of the encoders in whitelistRules",
    rules=(ResourceRule((_GROUP,), _check),),
    good=(
        example("everything omitted", Given(_GROUP)),
        example("an office", _given("203.0.113.0/24", "198.51.100.7/32")),
    ),
    bad=(
        example("everybody", _given("0.0.0.0/0")),
        example("everybody beside an office", _given("203.0.113.0/24", "0.0.0.0/0")),
    ),
)
