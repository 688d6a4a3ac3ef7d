"""Segments of a core network take attachments only after somebody has looked.

Source: AWS Cloud WAN user guide, "Core network policy version parameters".
"""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_DOCUMENTS = {
    "aws:networkmanager/coreNetwork:CoreNetwork": "basePolicyDocument",
    "aws:networkmanager/coreNetworkPolicyAttachment:CoreNetworkPolicyAttachment": "policyDocument",
}
_NAME = "require-attachment-acceptance"


def _check_segment(segment: Block) -> Iterator[str]:
    if not segment.flag(_NAME, default=True):
        yield f"any account of the network joins; got {segment.text('name')} with {_NAME} false, expected true"


def _check(network: Resource) -> Iterator[str]:
    document = Block(network.json(_DOCUMENTS[network.type]) or {}, "policyDocument")
    yield from each(document.blocks("segments"), _check_segment)


def _given(type: str, **segment: Any) -> Given:
    segments = [{"name": "shared", _NAME: True}, {"name": "production"} | segment]
    return Given(type, {_DOCUMENTS[type]: {"version": "2021.12", "segments": segments}})


CONTROL = Control(
    id="networkmanager.attachments-accepted",
    title="Segments of a core network take attachments only after somebody has looked",
    practices=("network.peering-transit",),
    severity=Severity.MEDIUM,
    why="One wrong tag on a VPC puts it next to production, in every region at once.",
    fix=f"leave {_NAME} out, or set it to true",
    rules=(ResourceRule(tuple(_DOCUMENTS), _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _DOCUMENTS),
        *(example(f"left out: {type}", _given(type)) for type in _DOCUMENTS),
    ),
    bad=tuple(example(type, _given(type, **{_NAME: False})) for type in _DOCUMENTS),
)
