"""Identity sources of policy stores take tokens of named clients only."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SOURCE = "aws:verifiedpermissions/identitySource:IdentitySource"


def _check(source: Resource) -> Iterator[str]:
    configuration = source.block("configuration")
    if "cognitoUserPoolConfiguration" in configuration:
        pool = configuration.block("cognitoUserPoolConfiguration")
        if not pool.texts("clientIds"):
            yield "a token of any client of the pool counts; got no clientIds, expected the clients of the application"
    selection = configuration.block("openIdConnectConfiguration").block("tokenSelection")
    for token, name in (("accessTokenOnly", "audiences"), ("identityTokenOnly", "clientIds")):
        if token in selection and not selection.block(token).texts(name):
            yield f"a token of any client counts; got no {token}.{name}, expected those of the application"


def _given(**configuration: Any) -> Given:
    return Given(_SOURCE, {"policyStoreId": "a1b2c3", "configuration": configuration})


def _cognito(**more: Any) -> Given:
    arn = "arn:aws:cognito-idp:eu-west-1:111122223333:userpool/eu-west-1_a1b2c3d4e"
    return _given(cognitoUserPoolConfiguration={"userPoolArn": arn} | more)


def _oidc(**selection: Any) -> Given:
    return _given(openIdConnectConfiguration={"issuer": "https://id.example.com", "tokenSelection": selection})


CONTROL = Control(
    id="verifiedpermissions.identity-source-narrow",
    title="Identity sources of policy stores take tokens of named clients only",
    practices=("application.cognito", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="A token that a user gave to another application opens this one as well.",
    fix="name the clients in clientIds, or in audiences for access tokens of OpenID Connect",
    rules=(ResourceRule((_SOURCE,), _check),),
    good=(
        example("everything omitted", Given(_SOURCE)),
        example("a client of a pool", _cognito(clientIds=["1example23456789"])),
        example("an audience", _oidc(accessTokenOnly={"audiences": ["https://shop.example.com"]})),
        example("a client of an issuer", _oidc(identityTokenOnly={"clientIds": ["shop"]})),
    ),
    bad=(
        example("any client of a pool", _cognito()),
        example("an empty list", _cognito(clientIds=[])),
        example("any audience", _oidc(accessTokenOnly={"principalIdClaim": "sub"})),
        example("any client of an issuer", _oidc(identityTokenOnly={"principalIdClaim": "sub"})),
    ),
)
