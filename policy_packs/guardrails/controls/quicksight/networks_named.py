"""Dashboards are open to named networks."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:quicksight/ipRestriction:IpRestriction": (Setting("enabled", True),),
}
_CONSEQUENCE = "a password is enough, from anywhere"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="quicksight.networks-named",
    title="Dashboards are open to named networks",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A password that was phished opens the data of all dashboards from any place in the world.",
    fix="set enabled to true, with the networks of the company",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
