"""Policy stores check policies against their schema."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_STORE = "aws:verifiedpermissions/policyStore:PolicyStore"


def _check(store: Resource) -> Iterator[str]:
    mode = store.block("validationSettings").text("mode")
    if mode != "STRICT":
        yield f"policies with mistakes are kept; got validationSettings.mode {mode or 'missing'}, expected STRICT"


def _mend(store: Resource) -> dict[str, str]:
    return {"validationSettings.mode": "STRICT"} if any(_check(store)) else {}


CONTROL = Control(
    id="verifiedpermissions.policies-validated",
    title="Policy stores check policies against their schema",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="A forbid that names a type or attribute that doesn't exist forbids nothing, without a word.",
    fix="set validationSettings.mode to STRICT, and give the store a schema",
    rules=(ResourceRule((_STORE,), _check, _mend),),
    good=(example("checked", Given(_STORE, {"validationSettings": {"mode": "STRICT"}})),),
    bad=(
        example("everything omitted", Given(_STORE)),
        example("not checked", Given(_STORE, {"validationSettings": {"mode": "OFF"}})),
    ),
)
