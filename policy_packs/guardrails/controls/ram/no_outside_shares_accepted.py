"""Shares of strangers are not accepted."""

import re
from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_ACCEPTER = "aws:ram/resourceShareAccepter:ResourceShareAccepter"


def _check(accepter: Resource) -> Iterator[str]:
    arn = accepter.text("shareArn")
    account = re.fullmatch(r"arn:[^:]*:ram:[^:]*:(\d{12}):.*", arn)
    # Shares of the own organization arrive without an invitation, so there is nothing to accept.
    if account is None or account[1] not in accepter.parameters["trustedAccounts"]:
        yield f"a stranger shares it; got shareArn {arn or 'missing'}, expected one of a trusted account"


def _given(account: str) -> Given:
    return Given(_ACCEPTER, {"shareArn": f"arn:aws:ram:eu-central-1:{account}:resource-share/a1b2"})


_PARTNER = "444455556666"

CONTROL = Control(
    id="ram.no-outside-shares-accepted",
    title="Shares of strangers are not accepted",
    practices=("network.peering-transit",),
    severity=Severity.MEDIUM,
    why="A subnet, a resolver rule or a transit gateway of a stranger leads the own traffic to him.",
    fix="take the accepter out, or add the account to trustedAccounts",
    rules=(ResourceRule((_ACCEPTER,), _check),),
    parameters={
        "trustedAccounts": Parameter(
            (),
            {
                "type": "array",
                "items": {"type": "string", "pattern": "^[0-9]{12}$"},
                "description": "Accounts outside of the organization that are trusted.",
            },
        )
    },
    good=(example("a trusted account", _given(_PARTNER), trustedAccounts=["111122223333", _PARTNER]),),
    bad=(
        example("everything omitted", Given(_ACCEPTER)),
        example("nobody is trusted", _given(_PARTNER)),
        example("somebody else is trusted", _given(_PARTNER), trustedAccounts=["111122223333"]),
    ),
)
