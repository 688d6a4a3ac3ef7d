"""Prefix lists don't hold the internet."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, example
from .._properties import Block, each
from .._resources import Resource, Stack
from ._helpers import Network, is_internet, network

_LIST = "aws:ec2/managedPrefixList:ManagedPrefixList"
_ENTRY = "aws:ec2/managedPrefixListEntry:ManagedPrefixListEntry"


def _check_list(prefixes: Resource, stack: Stack) -> Iterator[str]:
    entries = [*prefixes.blocks("entries"), *stack.sidecars(prefixes, _ENTRY, by="prefixListId")]
    # An entry that is the internet by itself is judged by itself.
    found = [item for item in map(_range, entries) if not is_internet([item])]
    if is_internet(found):
        yield f"together the entries are the internet; got {len(found)} entries, expected addresses of your own"


def _check_entries(resource: Resource) -> Iterator[str]:
    yield from each([resource] if resource.type == _ENTRY else resource.blocks("entries"), _check_entry)


def _check_entry(entry: Block) -> Iterator[str]:
    if is_internet([_range(entry)]):
        yield f"the list holds the internet; got cidr {entry.text('cidr')}, expected addresses of your own"


def _range(entry: Block) -> Network:
    return network(entry.text("cidr"), entry.path())


def _list(*cidrs: str) -> Given:
    entries = [{"cidr": cidr, "description": "an office"} for cidr in cidrs]
    return Given(
        _LIST, {"name": "offices", "addressFamily": "IPv4", "maxEntries": 5, "entries": entries}, name="offices"
    )


def _entry(cidr: str, prefixes: object = Ref("offices")) -> Given:
    return Given(_ENTRY, {"cidr": cidr, "prefixListId": prefixes}, name=f"from-{cidr.partition('.')[0]}")


CONTROL = Control(
    id="vpc.prefix-list-narrow",
    title="Prefix lists don't hold the internet",
    practices=("network.security-groups",),
    severity=Severity.HIGH,
    why="A rule with a prefix list looks closed to whoever reads it, whatever the list holds.",
    fix="keep addresses of your own in the list, and say 0.0.0.0/0 in the rule where everybody is meant",
    rules=(ResourceRule((_LIST, _ENTRY), _check_entries), StackRule((_LIST,), _check_list)),
    good=(
        example("everything omitted but what is required", _list()),
        example("offices", _list("203.0.113.0/24", "198.51.100.0/24")),
        example("private ranges", _list("10.0.0.0/8"), _entry("172.16.0.0/12")),
        example("as much as one organization owns", _list("12.0.0.0/8")),
        example("an entry of another list", _list("12.0.0.0/8"), _entry("15.0.0.0/8", "pl-9f8e7d6c")),
    ),
    bad=(
        example("everybody", _list("203.0.113.0/24", "0.0.0.0/0")),
        example("everybody by an entry of its own", _entry("0.0.0.0/0", "pl-0a1b2c3d")),
        example("everybody of IPv6", _entry("::/0", "pl-0a1b2c3d")),
        example("half of the internet", _list("128.0.0.0/1")),
        example("pieces of the internet", _list("12.0.0.0/8", "15.0.0.0/8")),
        example("a piece of its own", _list("12.0.0.0/8"), _entry("15.0.0.0/8")),
    ),
)
