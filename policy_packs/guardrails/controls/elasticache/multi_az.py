"""Caches of several nodes spread them over zones."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, GROUP


def _check(group: Resource) -> Iterator[str]:
    if group.flag("automaticFailoverEnabled") and not group.flag("multiAzEnabled"):
        yield "the loss of one zone can take all replicas; got multiAzEnabled false, expected true"


def _check_cluster(cluster: Resource) -> Iterator[str]:
    nodes = cluster.number("numCacheNodes", default=1)
    if nodes > 1 and cluster.text("azMode", default="single-az") != "cross-az":
        yield f"the loss of one zone takes all {nodes:g} nodes; got azMode single-az, expected cross-az"


def _memcached(**properties: object) -> Given:
    return Given(CLUSTER, {"clusterId": "sessions", "engine": "memcached", **properties})


_CACHE = {"description": "sessions", "automaticFailoverEnabled": True}

CONTROL = Control(
    id="elasticache.multi-az",
    title="Caches of several nodes spread them over zones",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A node in the zone that fails stands in for none.",
    fix="set multiAzEnabled to true, or azMode of a memcached cluster to cross-az",
    rules=(ResourceRule((GROUP,), _check), ResourceRule((CLUSTER,), _check_cluster)),
    good=(
        example("several zones", Given(GROUP, _CACHE | {"multiAzEnabled": True})),
        example("nodes in several zones", _memcached(numCacheNodes=2, azMode="cross-az")),
        example("one node", _memcached(numCacheNodes=1)),
        example("one node by default", _memcached()),
        example("nothing to fail over to", Given(GROUP, {"description": "sessions"})),
    ),
    bad=(
        example("zones are not said", Given(GROUP, _CACHE)),
        example("nodes in one zone", _memcached(numCacheNodes=2, azMode="single-az")),
        example("nodes, whose zones are not said", _memcached(numCacheNodes=3)),
        example("one zone", Given(GROUP, _CACHE | {"multiAzEnabled": False})),
    ),
)
