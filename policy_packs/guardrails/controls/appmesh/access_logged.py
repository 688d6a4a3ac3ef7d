"""Proxies of a mesh log each request."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, ResourceRule, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import ANYTHING, Setting, examples

_TABLE = {
    "aws:appmesh/virtualNode:VirtualNode": (Setting("spec.logging.accessLog.file.path", ANYTHING),),
    "aws:appmesh/virtualGateway:VirtualGateway": (Setting("spec.logging.accessLog.file.path", ANYTHING),),
}
_CONSEQUENCE = "nobody can tell who called what"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="appmesh.access-logged",
    title="Proxies of a mesh log each request",
    practices=("logging.centralized",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The proxy is the only place that sees a call between two services from outside of both.",
    fix="set logging.accessLog.file.path, such as /dev/stdout",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    detection=(
        ConfigRule("APPMESH_VIRTUAL_NODE_LOGGING_FILE_PATH_EXISTS"),
        ConfigRule("APPMESH_VIRTUAL_GATEWAY_LOGGING_FILE_PATH_EXISTS"),
    ),
    good=_GOOD,
    bad=_BAD,
)
