"""Caches are reached over TLS."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, GROUP


def _check_group(group: Resource) -> Iterator[str]:
    if "globalReplicationGroupId" in group:  # It is as its primary, which is judged where it is declared.
        return
    if not group.flag("transitEncryptionEnabled"):
        yield "what is cached travels in the clear; got transitEncryptionEnabled false, expected true"
    elif group.text("transitEncryptionMode", default="required") == "preferred":
        yield "connections without TLS are accepted; got transitEncryptionMode preferred, expected required"


def _check_cluster(cluster: Resource) -> Iterator[str]:
    # Single nodes of Redis know no TLS, and members of a group are as the group.
    if cluster.text("engine") == "memcached" and not cluster.flag("transitEncryptionEnabled"):
        yield "what is cached travels in the clear; got transitEncryptionEnabled false, expected true"


_CACHE = {"description": "sessions"}
_TLS = {"transitEncryptionEnabled": True}

CONTROL = Control(
    id="elasticache.tls-required",
    title="Caches are reached over TLS",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Sessions and passwords of the cache can be read by whoever is on the path.",
    fix="set transitEncryptionEnabled to true",
    rules=(ResourceRule((GROUP,), _check_group), ResourceRule((CLUSTER,), _check_cluster)),
    detection=(ConfigRule("ELASTICACHE_REPL_GRP_ENCRYPTED_IN_TRANSIT"), SecurityHubControl("ElastiCache.5")),
    frameworks={Framework.FSBP: ("ElastiCache.5",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_30",), Tool.TRIVY: ("AWS-0051",)},
    good=(
        example("TLS", Given(GROUP, _CACHE | _TLS)),
        example("TLS required", Given(GROUP, _CACHE | _TLS | {"transitEncryptionMode": "required"})),
        example("a member of a global group", Given(GROUP, _CACHE | {"globalReplicationGroupId": "sessions"})),
        example("a single node of Redis", Given(CLUSTER, {"engine": "redis"})),
        example("a member of a group", Given(CLUSTER, {"replicationGroupId": "sessions"})),
        example("memcached with TLS", Given(CLUSTER, {"engine": "memcached"} | _TLS)),
    ),
    bad=(
        example("everything omitted but the description", Given(GROUP, _CACHE)),
        example("in the clear", Given(GROUP, _CACHE | {"transitEncryptionEnabled": False})),
        example("TLS for who asks", Given(GROUP, _CACHE | _TLS | {"transitEncryptionMode": "preferred"})),
        example("memcached that does not say", Given(CLUSTER, {"engine": "memcached"})),
    ),
)
