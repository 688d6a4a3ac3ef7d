"""Services of a mesh check whom they call."""

from collections.abc import Iterator
from typing import Any

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_TYPES = ("aws:appmesh/virtualGateway:VirtualGateway", "aws:appmesh/virtualNode:VirtualNode")


def _check(proxy: Resource) -> Iterator[str]:
    tls = proxy.block("spec").block("backendDefaults").block("clientPolicy").block("tls")
    if "trust" not in tls.block("validation"):
        yield f"whoever answers for a service is believed; got no {tls.path('validation.trust')}, expected an authority"
    elif not tls.flag("enforce", default=True):
        yield f"the call goes on without TLS; got {tls.path('enforce')} false, expected true"


_VALIDATED = {"validation": {"trust": {"file": {"certificateChain": "/keys/authority.pem"}}}}


def _given(type: str, tls: dict[str, Any] | None) -> Given:
    return Given(type, {"meshName": "shop", "spec": {"backendDefaults": {"clientPolicy": {"tls": tls}}}})


CONTROL = Control(
    id="appmesh.backend-certificate-checked",
    title="Services of a mesh check whom they call",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Without an authority to trust, any answer that reaches the proxy is the right one.",
    fix="set backendDefaults.clientPolicy.tls with a validation, and leave enforce on",
    rules=(ResourceRule(_TYPES, _check),),
    detection=(
        ConfigRule("APPMESH_VIRTUAL_GATEWAY_BACKEND_DEFAULTS_TLS"),
        ConfigRule("APPMESH_VIRTUAL_NODE_BACKEND_DEFAULTS_TLS_ON"),
    ),
    good=(
        *(example(f"an authority: {type}", _given(type, _VALIDATED)) for type in _TYPES),
        example("said to be enforced", _given(_TYPES[0], _VALIDATED | {"enforce": True})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        example("no validation", _given(_TYPES[0], {"enforce": True})),
        example("not enforced", _given(_TYPES[1], _VALIDATED | {"enforce": False})),
    ),
)
