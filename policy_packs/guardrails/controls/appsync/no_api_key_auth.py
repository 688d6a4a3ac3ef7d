"""AppSync APIs know who calls, not only that somebody has a key."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import EVENT_API, GRAPHQL_API, NAMESPACE, graphql

_KEY = "API_KEY"
_MODES = ("authProviders", "connectionAuthModes", "defaultPublishAuthModes", "defaultSubscribeAuthModes")
_NAMESPACE_MODES = ("publishAuthModes", "subscribeAuthModes")


def _check_graphql(api: Resource) -> Iterator[str]:
    yield from each((api, *api.blocks("additionalAuthenticationProviders")), _check_provider)


def _check_provider(provider: Block) -> Iterator[str]:
    yield from _check_type(provider, "authenticationType")


def _check_events(api: Resource) -> Iterator[str]:
    config = api.block("eventConfig")
    yield from each([mode for name in _MODES for mode in config.blocks(name)], _check_mode)


def _check_namespace(namespace: Resource) -> Iterator[str]:
    yield from each([mode for name in _NAMESPACE_MODES for mode in namespace.blocks(name)], _check_mode)


def _check_mode(mode: Block) -> Iterator[str]:
    yield from _check_type(mode, "authType")


def _check_type(block: Block, name: str) -> Iterator[str]:
    if block.text(name) == _KEY:
        yield f"whoever reads the key calls the API; got {block.path(name)} {_KEY}, expected AWS_IAM or a user pool"


_IAM = {"authType": "AWS_IAM"}


def _events(**config: Any) -> Given:
    modes: dict[str, Any] = {name: [_IAM] for name in _MODES}
    return Given(EVENT_API, {"name": "events", "eventConfig": modes | config})


CONTROL = Control(
    id="appsync.no-api-key-auth",
    title="AppSync APIs know who calls, not only that somebody has a key",
    practices=("application.secure-coding", "iam.least-privilege"),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="The key is in every application that calls, and says nothing about who uses it.",
    fix="use AWS_IAM, AMAZON_COGNITO_USER_POOLS, OPENID_CONNECT or AWS_LAMBDA instead of API_KEY",
    rules=(
        ResourceRule((GRAPHQL_API,), _check_graphql),
        ResourceRule((EVENT_API,), _check_events),
        ResourceRule((NAMESPACE,), _check_namespace),
    ),
    detection=(
        ConfigRule(
            "APPSYNC_AUTHORIZATION_CHECK",
            {"AllowedAuthorizationTypes": "AWS_IAM,AWS_LAMBDA,OPENID_CONNECT,AMAZON_COGNITO_USER_POOLS"},
        ),
        SecurityHubControl("AppSync.5"),
    ),
    frameworks={Framework.FSBP: ("AppSync.5",)},
    good=(
        example("IAM", graphql()),
        example(
            "IAM and OpenID Connect",
            graphql(additionalAuthenticationProviders=[{"authenticationType": "OPENID_CONNECT"}]),
        ),
        example("events with IAM", _events()),
        example("a namespace that does not say", Given(NAMESPACE, {"apiId": "a1b2c3", "name": "orders"})),
    ),
    bad=(
        example("a key", graphql(authenticationType=_KEY)),
        example(
            "a key as well",
            graphql(
                additionalAuthenticationProviders=[{"authenticationType": "AWS_LAMBDA"}, {"authenticationType": _KEY}]
            ),
        ),
        *(example(f"a key in {name}", _events(**{name: [_IAM, {"authType": _KEY}]})) for name in _MODES),
        *(
            example(f"a key in {name}", Given(NAMESPACE, {"apiId": "a1b2c3", name: [{"authType": _KEY}]}))
            for name in _NAMESPACE_MODES
        ),
    ),
)
