"""Lightsail distributions speak HTTPS with their origin."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_DISTRIBUTION = "aws:lightsail/distribution:Distribution"


def _check(distribution: Resource) -> Iterator[str]:
    if (policy := distribution.block("origin").text("protocolPolicy") or "http-only") != "https-only":
        yield f"traffic to the origin is in the clear; got origin.protocolPolicy {policy}, expected https-only"


def _given(policy: str | None) -> Given:
    origin = {"name": "web", "regionName": "eu-central-1", "protocolPolicy": policy}
    return Given(
        _DISTRIBUTION, {"bundleId": "small_1_0", "defaultCacheBehavior": {"behavior": "cache"}, "origin": origin}
    )


CONTROL = Control(
    id="lightsail.distribution-origin-https",
    title="Lightsail distributions speak HTTPS with their origin",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="The padlock in the browser says nothing about the way from the edge to the origin.",
    fix="set origin.protocolPolicy to https-only",
    rules=(ResourceRule((_DISTRIBUTION,), _check),),
    good=(example("HTTPS", _given("https-only")),),
    bad=(
        example("everything omitted", Given(_DISTRIBUTION)),
        example("HTTP", _given("http-only")),
        example("no policy", _given(None)),
    ),
)
