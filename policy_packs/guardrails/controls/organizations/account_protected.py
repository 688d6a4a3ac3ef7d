"""Accounts of the organization are not closed by a deploy, nor from within."""

from collections.abc import Iterator

from .._model import Control, Exempt, Given, Guardrail, ResourceRule, Severity, example
from .._resources import Resource

_ACCOUNT = "aws:organizations/account:Account"


def _check(account: Resource) -> Iterator[str]:
    if not account.protect:
        yield "a deploy can destroy or replace the account; got the protect option off, expected on"
    if account.flag("closeOnDeletion"):
        yield "destroying the resource closes the account; got closeOnDeletion true, expected false"


def _mend(account: Resource) -> dict[str, bool]:
    return {"closeOnDeletion": False} if account.flag("closeOnDeletion") else {}


_WORKLOAD = {"name": "workload", "email": "aws+workload@example.com"}

CONTROL = Control(
    id="organizations.account-protected",
    title="Accounts of the organization are not closed by a deploy, nor from within",
    practices=("account.organizations",),
    severity=Severity.HIGH,
    why="Closing an account stops everything in it at once, and what it holds is gone for good after 90 days.",
    fix="set the protect option and leave closeOnDeletion off; close an account by hand, from the management account",
    rules=(ResourceRule((_ACCOUNT,), _check, _mend),),
    guardrails=(Guardrail(sid="DenyCloseOfAccount", actions=("account:CloseAccount",), exempt=Exempt.NOBODY),),
    good=(
        example("protected", Given(_ACCOUNT, _WORKLOAD, protect=True)),
        example("closing said to be off", Given(_ACCOUNT, _WORKLOAD | {"closeOnDeletion": False}, protect=True)),
    ),
    bad=(
        example("everything omitted but name and email", Given(_ACCOUNT, _WORKLOAD)),
        example("closed on deletion", Given(_ACCOUNT, _WORKLOAD | {"closeOnDeletion": True}, protect=True)),
    ),
)
