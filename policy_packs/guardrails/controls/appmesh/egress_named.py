"""Services of a mesh call known services only."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:appmesh/mesh:Mesh": (Setting("spec.egressFilter.type", ("DROP_ALL",), unset="DROP_ALL"),),
}
_CONSEQUENCE = "whoever breaks into a service sends data anywhere"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="appmesh.egress-named",
    title="Services of a mesh call known services only",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="The mesh knows all of its services; a call to anything else is a mistake or a leak.",
    fix="set egressFilter.type to DROP_ALL, and add a virtual service for what is called outside",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    detection=(ConfigRule("APPMESH_MESH_DENY_TCP_FORWARDING"),),
    good=_GOOD,
    bad=_BAD,
)
