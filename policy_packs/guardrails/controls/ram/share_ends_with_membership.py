"""Shares end when an account leaves the organization."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SHARE = "aws:ram/resourceShare:ResourceShare"
_NAME = "retainSharingOnAccountLeaveOrganization"


def _check(share: Resource) -> Iterator[str]:
    if share.block("resourceShareConfiguration").flag(_NAME):
        yield f"who leaves the organization keeps its resources; got {_NAME} true, expected false"


def _given(value: bool | None) -> Given:
    return Given(_SHARE, {"name": "transit", "resourceShareConfiguration": {_NAME: value}})


CONTROL = Control(
    id="ram.share-ends-with-membership",
    title="Shares end when an account leaves the organization",
    practices=("account.organizations", "network.peering-transit"),
    severity=Severity.MEDIUM,
    why="An account that was sold or shut down would stay inside of the network, and no guardrail binds it any more.",
    fix=f"leave {_NAME} out",
    rules=(ResourceRule((_SHARE,), _check),),
    good=(
        example("everything omitted", Given(_SHARE)),
        example("not said", _given(None)),
        example("ended", _given(False)),
    ),
    bad=(example("kept", _given(True)),),
)
