"""Clients of user pools don't tell who has an account."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLIENT, CLIENTS, client

_NAME = "preventUserExistenceErrors"


def _check(client: Resource) -> Iterator[str]:
    if (mode := client.text(_NAME) or "LEGACY") != "ENABLED":
        yield f"anybody can find out who has an account; got {_NAME} {mode}, expected ENABLED"


def _mend(client: Resource) -> dict[str, str]:
    return {_NAME: "ENABLED"} if any(_check(client)) else {}


CONTROL = Control(
    id="cognito.client-hides-users",
    title="Clients of user pools don't tell who has an account",
    practices=("application.cognito", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="A list of those who have an account is where guessing passwords and phishing start.",
    fix="set preventUserExistenceErrors to ENABLED",
    rules=(ResourceRule(CLIENTS, _check, _mend),),
    good=(example("hidden", client(preventUserExistenceErrors="ENABLED")),),
    bad=(
        example("everything omitted", Given(CLIENT)),
        *(example(f"told, {type}", client(type, preventUserExistenceErrors="LEGACY")) for type in CLIENTS),
    ),
)
