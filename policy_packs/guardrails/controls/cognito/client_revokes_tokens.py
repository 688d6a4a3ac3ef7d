"""Clients of user pools can take tokens back."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLIENTS, client


def _check(client: Resource) -> Iterator[str]:
    # New clients can, unless they say otherwise.
    if not client.flag("enableTokenRevocation", default=True):
        yield "a stolen token works until it expires; got enableTokenRevocation false, expected true"


def _mend(client: Resource) -> dict[str, bool]:
    return {"enableTokenRevocation": True} if any(_check(client)) else {}


CONTROL = Control(
    id="cognito.client-revokes-tokens",
    title="Clients of user pools can take tokens back",
    practices=("application.cognito", "response.plan"),
    severity=Severity.MEDIUM,
    why="Signing a user out ends nothing when the tokens that were stolen live on.",
    fix="set enableTokenRevocation to true, or leave it out",
    rules=(ResourceRule(CLIENTS, _check, _mend),),
    good=(example("everything omitted", client()), example("on", client(enableTokenRevocation=True))),
    bad=tuple(example(f"off, {type}", client(type, enableTokenRevocation=False)) for type in CLIENTS),
)
