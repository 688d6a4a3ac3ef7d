"""Clients of user pools never see the password."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLIENTS, client

_FLOWS = ("ALLOW_USER_PASSWORD_AUTH", "USER_PASSWORD_AUTH")


def _check(client: Resource) -> Iterator[str]:
    if flows := [flow for flow in client.texts("explicitAuthFlows") if flow in _FLOWS]:
        got = f"explicitAuthFlows {', '.join(flows)}"
        yield f"the application sends the password itself; got {got}, expected ALLOW_USER_SRP_AUTH"


CONTROL = Control(
    id="cognito.client-no-password-flow",
    title="Clients of user pools never send the password itself",
    practices=("application.cognito", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="A password that is sent is in the memory and the logs of everything on its way.",
    fix="use ALLOW_USER_SRP_AUTH, or the managed login, instead of ALLOW_USER_PASSWORD_AUTH",
    rules=(ResourceRule(CLIENTS, _check),),
    good=(
        example("everything omitted", client()),
        example(
            "proof without the password", client(explicitAuthFlows=["ALLOW_USER_SRP_AUTH", "ALLOW_REFRESH_TOKEN_AUTH"])
        ),
    ),
    bad=(
        *(
            example(f"the password, {type}", client(type, explicitAuthFlows=["ALLOW_USER_PASSWORD_AUTH"]))
            for type in CLIENTS
        ),
        example("the password, by its old name", client(explicitAuthFlows=["USER_PASSWORD_AUTH"])),
    ),
)
