"""Databases, caches and brokers take minor versions of their engine by themselves."""

from collections.abc import Iterator

from .._families import family
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INSTANCE, INSTANCE

_BROKER = "aws:mq/broker:Broker"
_CACHE = "aws:elasticache/cluster:Cluster"
_DOCUMENTDB = "aws:docdb/clusterInstance:ClusterInstance"
_NEPTUNE = "aws:neptune/clusterInstance:ClusterInstance"
_REPLICATION = "aws:dms/replicationInstance:ReplicationInstance"

_STAYS_BY_DEFAULT = frozenset((_BROKER, _REPLICATION))
# DocumentDB upgrades without regard to the property.
_TYPES = tuple(type for type in family("minor_upgrades") if type != _DOCUMENTDB)


def _upgrades(service: Resource) -> bool:
    return service.flag("autoMinorVersionUpgrade", default=service.type not in _STAYS_BY_DEFAULT)


def _check(service: Resource) -> Iterator[str]:
    if not _upgrades(service):
        yield "the engine stays at an old minor version; got autoMinorVersionUpgrade false, expected true"


def _mend(service: Resource) -> dict[str, bool]:
    return {} if _upgrades(service) else {"autoMinorVersionUpgrade": True}


_SMALL = {"instanceClass": "db.m7g.large", "engine": "postgres"}
_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}
_TASKS = {"replicationInstanceId": "orders", "replicationInstanceClass": "dms.t3.small"}
_QUEUES = {
    "brokerName": "orders",
    "engineType": "RabbitMQ",
    "engineVersion": "3.13",
    "hostInstanceType": "mq.m5.large",
}
_OFF = {"autoMinorVersionUpgrade": False}

CONTROL = Control(
    id="rds.engine-upgrades-itself",
    title="Databases, caches and brokers take minor versions of their engine by themselves",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="Minor versions carry the security fixes of the engine, and nobody installs them by hand in time.",
    fix="set autoMinorVersionUpgrade to true and choose a maintenance window",
    rules=(ResourceRule(_TYPES, _check, _mend),),
    detection=(
        ConfigRule("RDS_AUTOMATIC_MINOR_VERSION_UPGRADE_ENABLED"),
        ConfigRule("RDS_CLUSTER_AUTO_MINOR_VERSION_UPGRADE_ENABLE"),
        ConfigRule("ELASTICACHE_AUTO_MINOR_VERSION_UPGRADE_CHECK"),
        ConfigRule("DMS_AUTO_MINOR_VERSION_UPGRADE_CHECK"),
        SecurityHubControl("RDS.13"),
        SecurityHubControl("RDS.35"),
        SecurityHubControl("ElastiCache.2"),
        SecurityHubControl("DMS.6"),
    ),
    frameworks={
        Framework.FSBP: ("RDS.13", "RDS.35", "ElastiCache.2", "DMS.6"),
        Framework.CIS_3_0: ("2.3.2",),
        Framework.CIS_5_0: ("2.2.2",),
        Framework.CIS_7_0: ("3.2.2",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_207", "CKV_AWS_222", "CKV_AWS_226", "CKV_AWS_322"),
        Tool.CONTROL_TOWER: ("RDS.PR.5",),
        Tool.SECURITY_HUB: ("MQ.3",),
    },
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("on", Given(INSTANCE, _SMALL | {"autoMinorVersionUpgrade": True})),
        example("on for a broker", Given(_BROKER, _QUEUES | {"autoMinorVersionUpgrade": True})),
        example("a cache that does not say", Given(_CACHE, {"clusterId": "sessions"})),
        example("on for a cache, as text", Given(_CACHE, {"autoMinorVersionUpgrade": "true"})),
        example(
            "an engine that upgrades anyway",
            Given(_DOCUMENTDB, {"clusterIdentifier": "carts", "instanceClass": "db.r6g.large"} | _OFF),
        ),
    ),
    bad=(
        example("off for an instance", Given(INSTANCE, _SMALL | _OFF)),
        example("off for a cluster", Given(CLUSTER, {"engine": "postgres"} | _OFF)),
        example("off for a member", Given(CLUSTER_INSTANCE, _MEMBER | _OFF)),
        example("off for a cache, as text", Given(_CACHE, {"autoMinorVersionUpgrade": "false"})),
        example(
            "off for a graph", Given(_NEPTUNE, {"clusterIdentifier": "who", "instanceClass": "db.r6g.large"} | _OFF)
        ),
        example("a replication that does not say, off by default", Given(_REPLICATION, _TASKS)),
        example("a broker that does not say, off by default", Given(_BROKER, _QUEUES)),
    ),
)
