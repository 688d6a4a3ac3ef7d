"""Caches of GraphQL APIs are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CACHE, cache


def _check(cache: Resource) -> Iterator[str]:
    if not cache.flag("atRestEncryptionEnabled"):
        yield "responses are kept in the clear; got atRestEncryptionEnabled false, expected true"


CONTROL = Control(
    id="appsync.cache-encrypted-at-rest",
    title="Caches of GraphQL APIs are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="The cache holds whole responses, of all callers, and can't be encrypted later without replacing it.",
    fix="set atRestEncryptionEnabled to true",
    rules=(ResourceRule((CACHE,), _check),),
    detection=(ConfigRule("APPSYNC_CACHE_CT_ENCRYPTION_AT_REST"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_214",), Tool.SECURITY_HUB: ("AppSync.1",)},
    good=(example("encrypted", cache(atRestEncryptionEnabled=True)),),
    bad=(
        example("everything omitted but what AWS requires", cache()),
        example("in the clear", cache(atRestEncryptionEnabled=False)),
    ),
)
