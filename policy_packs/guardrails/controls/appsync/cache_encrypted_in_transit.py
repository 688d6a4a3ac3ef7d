"""Caches of GraphQL APIs are encrypted in transit."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CACHE, cache


def _check(cache: Resource) -> Iterator[str]:
    if not cache.flag("transitEncryptionEnabled"):
        yield "responses reach the cache in the clear; got transitEncryptionEnabled false, expected true"


CONTROL = Control(
    id="appsync.cache-encrypted-in-transit",
    title="Caches of GraphQL APIs are encrypted in transit",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="Whole responses, of all callers, cross the network between AppSync and its cache.",
    fix="set transitEncryptionEnabled to true",
    rules=(ResourceRule((CACHE,), _check),),
    detection=(ConfigRule("APPSYNC_CACHE_CT_ENCRYPTION_IN_TRANSIT"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_215",), Tool.SECURITY_HUB: ("AppSync.6",)},
    good=(example("encrypted", cache(transitEncryptionEnabled=True)),),
    bad=(
        example("everything omitted but what AWS requires", cache()),
        example("in the clear", cache(transitEncryptionEnabled=False)),
    ),
)
