"""Desktops are opened from named networks only."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import DIRECTORY, directory


def _check(directory: Resource) -> Iterator[str]:
    if not directory.texts("ipGroupIds"):
        yield "desktops are opened from anywhere; got no ipGroupIds, expected groups of your networks"


CONTROL = Control(
    id="workspaces.networks-named",
    title="Desktops are opened from named networks only",
    practices=("network.private-subnets", "iam.least-privilege"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Without an IP group, a stolen password is enough to sit down at a desktop inside of your network.",
    fix="set ipGroupIds",
    rules=(ResourceRule((DIRECTORY,), _check),),
    good=(example("a group", directory(ipGroupIds=["wsipg-0a1b2c3d4"])),),
    bad=(
        example("everything omitted", Given(DIRECTORY)),
        example("no group", directory(ipGroupIds=[])),
    ),
)
