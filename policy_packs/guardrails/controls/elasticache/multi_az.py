"""Caches with replicas spread them over zones."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    if group.flag("automaticFailoverEnabled") and not group.flag("multiAzEnabled"):
        yield "the loss of one zone can take all replicas; got multiAzEnabled false, expected true"


_CACHE = {"description": "sessions", "automaticFailoverEnabled": True}

CONTROL = Control(
    id="elasticache.multi-az",
    title="Caches with replicas spread them over zones",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A replica in the zone that fails is no replica.",
    fix="set multiAzEnabled to true",
    rules=(ResourceRule((GROUP,), _check),),
    good=(
        example("several zones", Given(GROUP, _CACHE | {"multiAzEnabled": True})),
        example("nothing to fail over to", Given(GROUP, {"description": "sessions"})),
    ),
    bad=(
        example("zones are not said", Given(GROUP, _CACHE)),
        example("one zone", Given(GROUP, _CACHE | {"multiAzEnabled": False})),
    ),
)
