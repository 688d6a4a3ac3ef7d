"""Caches stand in subnets that were chosen for them."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, GROUP


def _check(cache: Resource) -> Iterator[str]:
    if "replicationGroupId" in cache and cache.type == CLUSTER:  # It is where its group is.
        return
    if "globalReplicationGroupId" in cache:
        return
    group = cache.text("subnetGroupName", default="default")
    if group == "default":
        yield f"the cache stands in the default network; got subnetGroupName {group}, expected a group of one's own"


_CACHE = {"description": "sessions"}

CONTROL = Control(
    id="elasticache.subnet-group-not-default",
    title="Caches stand in subnets that were chosen for them",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="The default group is made of the default network's subnets, which are all public.",
    fix="set subnetGroupName to a group of private subnets",
    rules=(ResourceRule((CLUSTER, GROUP), _check),),
    detection=(ConfigRule("ELASTICACHE_SUBNET_GROUP_CHECK"), SecurityHubControl("ElastiCache.7")),
    frameworks={Framework.FSBP: ("ElastiCache.7",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_323",)},
    good=(
        example("a group of one's own", Given(CLUSTER, {"engine": "memcached", "subnetGroupName": "private"})),
        example("a member of a group", Given(CLUSTER, {"replicationGroupId": "sessions"})),
        example("a member of a global group", Given(GROUP, _CACHE | {"globalReplicationGroupId": "sessions"})),
    ),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("the default by its name", Given(CLUSTER, {"engine": "redis", "subnetGroupName": "default"})),
        example("a group of caches that does not say", Given(GROUP, _CACHE | {"replicationGroupId": "sessions"})),
    ),
)
