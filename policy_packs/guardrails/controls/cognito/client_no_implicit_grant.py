"""Clients of user pools hand out no tokens in addresses."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLIENTS, client


def _check(client: Resource) -> Iterator[str]:
    if "implicit" in client.texts("allowedOauthFlows"):
        yield "tokens stand in the address of a page; got implicit in allowedOauthFlows, expected code"


CONTROL = Control(
    id="cognito.client-no-implicit-grant",
    title="Clients of user pools hand out no tokens in addresses",
    practices=("application.cognito", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="Addresses are kept in histories and logs, and sent on to other sites.",
    fix="use code in allowedOauthFlows, with PKCE",
    rules=(ResourceRule(CLIENTS, _check),),
    good=(
        example("everything omitted", client()),
        example("a code", client(allowedOauthFlows=["code"], allowedOauthFlowsUserPoolClient=True)),
    ),
    bad=tuple(example(f"tokens, {type}", client(type, allowedOauthFlows=["code", "implicit"])) for type in CLIENTS),
)
