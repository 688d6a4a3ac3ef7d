"""HTTP APIs name the origins whose scripts may call them."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import API

_OPEN = ("*", "http://*", "https://*")


def _check(api: Resource) -> Iterator[str]:
    cors = api.block("corsConfiguration")
    if cors.flag("allowCredentials") and (open := [origin for origin in cors.texts("allowOrigins") if origin in _OPEN]):
        yield (
            f"any website calls the API as its visitor; got corsConfiguration.allowOrigins {', '.join(open)} "
            "with allowCredentials, expected named origins"
        )


def _given(*origins: str, **more: Any) -> Given:
    cors = {"allowOrigins": list(origins), "allowMethods": ["GET"]} | more
    return Given(API, {"name": "orders", "protocolType": "HTTP", "corsConfiguration": cors})


CONTROL = Control(
    id="apigateway.cors-not-open",
    title="HTTP APIs name the origins whose scripts may call them as a visitor",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    why="A page that a signed-in visitor happens to open otherwise reads and changes that visitor's data.",
    fix="name the origins in corsConfiguration.allowOrigins, or leave allowCredentials out",
    rules=(ResourceRule((API,), _check),),
    good=(
        example("everything omitted", Given(API, {"name": "orders", "protocolType": "HTTP"})),
        example("named origins", _given("https://app.example.com", allowCredentials=True)),
        example("every origin, as nobody in particular", _given("*")),
        example("every origin, said to be nobody", _given("*", allowCredentials=False)),
    ),
    bad=tuple(
        example(f"{origin} as the visitor", _given("https://a.example.com", origin, allowCredentials=True))
        for origin in _OPEN
    ),
)
