"""Security Hub switches new controls of its standards on by itself."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_ACCOUNT = "aws:securityhub/account:Account"


def _check(account: Resource) -> Iterator[str]:
    if not account.flag("autoEnableControls", default=True):
        yield "controls that AWS adds to a standard never run; got autoEnableControls false, expected true"


def _mend(account: Resource) -> dict[str, bool]:
    return {"autoEnableControls": True} if any(_check(account)) else {}


CONTROL = Control(
    id="securityhub.new-controls-on",
    title="Security Hub switches new controls of its standards on by itself",
    practices=("automation.security-hub-guardduty",),
    severity=Severity.MEDIUM,
    why="A standard grows every month, and nobody adds its controls by hand.",
    fix="set autoEnableControls to true, or leave it out",
    rules=(ResourceRule((_ACCOUNT,), _check, _mend),),
    good=(
        example("everything omitted", Given(_ACCOUNT)),
        example("said", Given(_ACCOUNT, {"autoEnableControls": True})),
    ),
    bad=(example("off", Given(_ACCOUNT, {"autoEnableControls": False})),),
)
