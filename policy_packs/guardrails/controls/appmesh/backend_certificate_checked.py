"""Services of a mesh check whom they call."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:appmesh/virtualNode:VirtualNode": (
        Setting("spec.backendDefaults.clientPolicy.tls.enforce", True, unset=True),
    ),
    "aws:appmesh/virtualGateway:VirtualGateway": (
        Setting("spec.backendDefaults.clientPolicy.tls.enforce", True, unset=True),
    ),
}
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(
        _TABLE[resource.type],
        lambda setting: setting.problems(resource, "whoever answers in the place of a service is believed"),
    )


CONTROL = Control(
    id="appmesh.backend-certificate-checked",
    title="Services of a mesh check whom they call",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="A client policy without a certificate authority to trust takes any answer for the right one.",
    fix="set backendDefaults.clientPolicy.tls with a validation, and leave enforce on",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    detection=(
        ConfigRule("APPMESH_VIRTUAL_NODE_BACKEND_DEFAULTS_TLS_ON"),
        ConfigRule("APPMESH_VIRTUAL_GATEWAY_BACKEND_DEFAULTS_TLS"),
    ),
    good=_GOOD,
    bad=_BAD,
)
