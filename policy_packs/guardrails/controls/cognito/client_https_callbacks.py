"""Clients of user pools send users back over HTTPS only."""

import re
from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLIENTS, client

_URLS = ("callbackUrls", "logoutUrls", "defaultRedirectUri")
# A developer's own machine is the only place where Cognito itself takes plain HTTP.
_PLAIN = re.compile(r"http://(?!(?:localhost|127\.0\.0\.1|\[::1\])(?:[:/]|$)).*", re.IGNORECASE)


def _check(client: Resource) -> Iterator[str]:
    for name in _URLS:
        for url in client.texts(name):
            if _PLAIN.fullmatch(url):
                yield f"codes and tokens are sent in the clear; got {name} {url}, expected https"


CONTROL = Control(
    id="cognito.client-https-callbacks",
    title="Clients of user pools send users back over HTTPS only",
    practices=("application.cognito", "data.in-transit"),
    severity=Severity.MEDIUM,
    why="The address carries what proves that a user has signed in.",
    fix="use https in callbackUrls, logoutUrls and defaultRedirectUri",
    rules=(ResourceRule(CLIENTS, _check),),
    good=(
        example("everything omitted", client()),
        example("HTTPS", client(callbackUrls=["https://shop.example.com/in"], logoutUrls=["https://shop.example.com"])),
        example("a developer's machine", client(callbackUrls=["http://localhost:3000/in", "http://localhost"])),
        example("an application on a phone", client(callbackUrls=["shop://in"])),
    ),
    bad=(
        *(
            example(f"HTTP, {type}", client(type, callbackUrls=["https://a.example.com", "http://b.example.com"]))
            for type in CLIENTS
        ),
        example("HTTP after signing out", client(logoutUrls=["http://shop.example.com"])),
        example("HTTP by default", client(defaultRedirectUri="HTTP://shop.example.com")),
        example(
            "a domain that looks like a developer's machine", client(callbackUrls=["http://localhost.example.com"])
        ),
    ),
)
