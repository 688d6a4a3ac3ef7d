"""Caches that hold data are backed up automatically."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, GROUP


def _check(cache: Resource) -> Iterator[str]:
    if cache.text("engine") == "memcached" or ("replicationGroupId" in cache and cache.type == CLUSTER):
        return
    if cache.text("nodeType") == "cache.t1.micro":
        return
    days = cache.number("snapshotRetentionLimit")
    if days < 1:
        yield f"what is cached can't be restored; got snapshotRetentionLimit {days:g}, expected 1 day or more"


_CACHE = {"description": "sessions"}

CONTROL = Control(
    id="elasticache.backups-on",
    title="Caches that hold data are backed up automatically",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Caches become stores unnoticed, and then a failed node takes carts and sessions with it.",
    fix="set snapshotRetentionLimit to the days that backups are kept",
    rules=(ResourceRule((GROUP, CLUSTER), _check),),
    detection=(
        ConfigRule("ELASTICACHE_AUTOMATIC_BACKUP_CHECK_ENABLED"),
        ConfigRule("ELASTICACHE_REDIS_CLUSTER_AUTOMATIC_BACKUP_CHECK"),
        SecurityHubControl("ElastiCache.1"),
    ),
    frameworks={Framework.FSBP: ("ElastiCache.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_134",), Tool.TRIVY: ("AWS-0050",)},
    good=(
        example("a day", Given(GROUP, _CACHE | {"snapshotRetentionLimit": 1})),
        example("a group with a name and a week", Given(GROUP, _CACHE | {"snapshotRetentionLimit": 7})),
        example("an engine that keeps nothing", Given(CLUSTER, {"engine": "memcached"})),
        example("a node that can't be backed up", Given(CLUSTER, {"engine": "redis", "nodeType": "cache.t1.micro"})),
        example("a member of a group", Given(CLUSTER, {"replicationGroupId": "sessions"})),
    ),
    bad=(
        example("everything omitted but the description", Given(GROUP, _CACHE)),
        example("off", Given(GROUP, _CACHE | {"replicationGroupId": "sessions", "snapshotRetentionLimit": 0})),
        example("a single node that does not say", Given(CLUSTER, {"engine": "redis", "nodeType": "cache.t4g.micro"})),
    ),
)
