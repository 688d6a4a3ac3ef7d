"""Listeners that ask users to sign in serve nobody who has not."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import ARN, FORWARD, LISTENER, LISTENER_RULES, LISTENERS


def _check(resource: Resource) -> Iterator[str]:
    yield from each((*resource.blocks("defaultActions"), *resource.blocks("actions")), _check_action)


def _check_action(action: Block) -> Iterator[str]:
    for name in ("authenticateCognito", "authenticateOidc"):
        if action.block(name).text("onUnauthenticatedRequest") == "allow":
            where = f"{action.path(name)}.onUnauthenticatedRequest"
            yield f"who has not signed in is served as well; got {where} allow, expected authenticate or deny"


_COGNITO = {
    "userPoolArn": "arn:aws:cognito-idp:us-east-1:111122223333:userpool/us-east-1_a1b2c3d4e",
    "userPoolClientId": "1example23456789",
    "userPoolDomain": "sign-in",
}
_OIDC = {
    "authorizationEndpoint": "https://id.example.com/authorize",
    "clientId": "web",
    "clientSecret": "",
    "issuer": "https://id.example.com",
    "tokenEndpoint": "https://id.example.com/token",
    "userInfoEndpoint": "https://id.example.com/userinfo",
}


def _actions(otherwise: str | None, oidc: bool = False) -> list[dict[str, Any]]:
    kind, settings = ("Oidc", _OIDC) if oidc else ("Cognito", _COGNITO)
    settings = settings if otherwise is None else settings | {"onUnauthenticatedRequest": otherwise}
    return [{"type": f"authenticate-{kind.lower()}", f"authenticate{kind}": settings}, FORWARD]


def _listener(actions: list[dict[str, Any]], type: str = LISTENER) -> Given:
    balancer = {"loadBalancerArn": f"{ARN}:loadbalancer/app/web/50dc6c49", "port": 443, "protocol": "HTTPS"}
    return Given(type, balancer | {"defaultActions": actions})


def _rule(actions: list[dict[str, Any]], type: str) -> Given:
    condition = {"pathPattern": {"values": ["/admin/*"]}}
    return Given(type, {"listenerArn": f"{ARN}:listener/app/web/1/2", "actions": actions, "conditions": [condition]})


CONTROL = Control(
    id="elb.authentication-not-skipped",
    title="Listeners that ask users to sign in serve nobody who has not",
    practices=("application.cognito", "application.secure-coding"),
    severity=Severity.MEDIUM,
    why="The application behind trusts the load balancer to let only known users through.",
    fix="set onUnauthenticatedRequest to authenticate or deny, or leave it out",
    rules=(ResourceRule((*LISTENERS, *LISTENER_RULES), _check),),
    good=(
        example("nobody signs in", _listener([FORWARD])),
        example("everything omitted but the provider", _listener(_actions(None))),
        example("who has not is sent to sign in", _listener(_actions("authenticate", oidc=True))),
        example("who has not is refused", _listener(_actions("deny"))),
    ),
    bad=(
        *(example(f"who has not is served, {type}", _listener(_actions("allow"), type)) for type in LISTENERS),
        *(example(f"a rule serves them, {type}", _rule(_actions("allow", oidc=True), type)) for type in LISTENER_RULES),
    ),
)
