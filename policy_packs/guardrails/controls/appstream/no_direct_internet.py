"""Streaming instances have no way to the internet of their own."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TYPES = ("aws:appstream/fleet:Fleet", "aws:appstream/imageBuilder:ImageBuilder")


def _check(fleet: Resource) -> Iterator[str]:
    if fleet.flag("enableDefaultInternetAccess"):
        yield "instances are on the internet; got enableDefaultInternetAccess true, expected false"


def _mend(fleet: Resource) -> dict[str, bool]:
    return {"enableDefaultInternetAccess": False} if any(_check(fleet)) else {}


def _given(type: str, access: bool) -> Given:
    return Given(type, {"name": "apps", "instanceType": "stream.standard.small", "enableDefaultInternetAccess": access})


CONTROL = Control(
    id="appstream.no-direct-internet",
    title="Streaming instances have no way to the internet of their own",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="Each instance gets a public address, past the filters that you set for everything else.",
    fix="set enableDefaultInternetAccess to false, and route through a NAT gateway",
    rules=(
        ResourceRule(_TYPES[:1], _check, _mend),
        # An image builder is replaced by the change.
        ResourceRule(_TYPES[1:], _check),
    ),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        *(example(f"off: {type}", _given(type, False)) for type in _TYPES),
    ),
    bad=(*(example(f"on: {type}", _given(type, True)) for type in _TYPES),),
)
