"""Caches ask who is there."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import GROUP, SERVERLESS


def _check_group(group: Resource) -> Iterator[str]:
    if "globalReplicationGroupId" in group:  # It is as its primary, which is judged where it is declared.
        return
    if not any(name in group for name in ("authToken", "authTokenWo", "userGroupIds")):
        yield "whoever reaches the cache may read it; got neither authToken nor userGroupIds, expected one of them"
    elif not group.flag("transitEncryptionEnabled"):
        yield "tokens and passwords travel in the clear; got transitEncryptionEnabled false, expected true"


def _check_serverless(cache: Resource) -> Iterator[str]:
    if cache.text("engine") != "memcached" and "userGroupId" not in cache:
        yield "whoever reaches the cache may read it; got no userGroupId, expected the id of a user group"


_CACHE = {"description": "sessions", "transitEncryptionEnabled": True}

CONTROL = Control(
    id="elasticache.authenticated",
    title="Caches ask who is there",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.MEDIUM,
    why="Without users or a token, every process in the network reads and writes every session.",
    fix="give the cache a user group, or an authToken, and switch transit encryption on",
    rules=(ResourceRule((GROUP,), _check_group), ResourceRule((SERVERLESS,), _check_serverless)),
    detection=(
        ConfigRule("ELASTICACHE_REPL_GRP_REDIS_AUTH_ENABLED"),
        ConfigRule("ELASTICACHE_RBAC_AUTH_ENABLED"),
        SecurityHubControl("ElastiCache.6"),
    ),
    frameworks={Framework.FSBP: ("ElastiCache.6",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_31",)},
    good=(
        example("users", Given(GROUP, _CACHE | {"userGroupIds": ["sessions"]})),
        example("a token", Given(GROUP, _CACHE | {"authToken": "an-example-of-words"})),
        example("a write-only token", Given(GROUP, _CACHE | {"authTokenWo": "an-example-of-words"})),
        example("a member of a global group", Given(GROUP, _CACHE | {"globalReplicationGroupId": "sessions"})),
        example("users of a serverless cache", Given(SERVERLESS, {"engine": "valkey", "userGroupId": "sessions"})),
        example("an engine without users", Given(SERVERLESS, {"engine": "memcached"})),
    ),
    bad=(
        example("everything omitted but the description", Given(GROUP, {"description": "sessions"})),
        example("nobody is asked", Given(GROUP, _CACHE)),
        example(
            "passwords in the clear",
            Given(GROUP, {"description": "sessions", "userGroupIds": ["sessions"], "transitEncryptionEnabled": False}),
        ),
        example("a serverless cache without users", Given(SERVERLESS, {"engine": "redis"})),
    ),
)
