"""Listeners of a mesh take connections over TLS only."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:appmesh/virtualNode:VirtualNode": (Setting("spec.listeners[].tls.mode", ("STRICT",)),),
    "aws:appmesh/virtualGateway:VirtualGateway": (Setting("spec.listeners[].tls.mode", ("STRICT",)),),
}
_CONSEQUENCE = "whoever is on the way reads along"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="appmesh.listener-tls",
    title="Listeners of a mesh take connections over TLS only",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Inside of a mesh the calls of all services cross the same networks, with the data of all of them.",
    fix="set tls of the listener, with mode STRICT",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
