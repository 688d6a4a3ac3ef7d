"""Caches are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP


def _check(group: Resource) -> Iterator[str]:
    if "globalReplicationGroupId" in group:  # It is as its primary, which is judged where it is declared.
        return
    if not group.flag("atRestEncryptionEnabled", default=group.text("engine") == "valkey"):
        yield "the cache is stored in the clear; got atRestEncryptionEnabled false, expected true"


_CACHE = {"description": "sessions"}

CONTROL = Control(
    id="elasticache.storage-encrypted",
    title="Caches are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Backups and swapped memory hold sessions and customers' data, and encryption can't be switched on later.",
    fix="set atRestEncryptionEnabled to true",
    rules=(ResourceRule((GROUP,), _check),),
    detection=(ConfigRule("ELASTICACHE_REPL_GRP_ENCRYPTED_AT_REST"), SecurityHubControl("ElastiCache.4")),
    frameworks={Framework.FSBP: ("ElastiCache.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_29",), Tool.TRIVY: ("AWS-0045",)},
    good=(
        example("encrypted", Given(GROUP, _CACHE | {"atRestEncryptionEnabled": True})),
        example("an engine that is encrypted by default", Given(GROUP, _CACHE | {"engine": "valkey"})),
        example("a member of a global group", Given(GROUP, _CACHE | {"globalReplicationGroupId": "sessions"})),
    ),
    bad=(
        example("everything omitted but the description", Given(GROUP, _CACHE)),
        example("in the clear", Given(GROUP, _CACHE | {"engine": "redis", "atRestEncryptionEnabled": False})),
        example(
            "switched off for an engine that has it on",
            Given(GROUP, _CACHE | {"engine": "valkey", "atRestEncryptionEnabled": False}),
        ),
    ),
)
