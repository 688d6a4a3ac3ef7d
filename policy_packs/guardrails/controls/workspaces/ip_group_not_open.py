"""Groups of addresses for desktops don't hold the whole internet."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ..vpc._helpers import is_internet, network

_GROUP = "aws:workspaces/ipGroup:IpGroup"


def _check(group: Resource) -> Iterator[str]:
    yield from each(group.blocks("rules"), _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    source = rule.text("source")
    if is_internet([network(source, rule.path())]):
        yield f"desktops are opened from anywhere; got {rule.path('source')} {source}, expected your networks"


def _group(*sources: str) -> Given:
    return Given(_GROUP, {"name": "offices", "rules": [{"source": source} for source in sources]})


CONTROL = Control(
    id="workspaces.ip-group-not-open",
    title="Groups of addresses for desktops don't hold the whole internet",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="One rule for everybody undoes all others of the group.",
    fix="name the networks that desktops are opened from",
    rules=(ResourceRule((_GROUP,), _check),),
    good=(
        example("everything omitted, so nobody", Given(_GROUP)),
        example("an office", _group("203.0.113.0/24")),
    ),
    bad=(
        example("everybody", _group("0.0.0.0/0")),
        example("an office and everybody", _group("203.0.113.0/24", "0.0.0.0/0")),
    ),
)
