"""Databases and caches don't listen where everybody looks first."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE, family_of

_PORTS = {
    "aurora": 3306,
    "aurora-mysql": 3306,
    "aurora-postgresql": 5432,
    "db2": 50000,
    "mariadb": 3306,
    "mysql": 3306,
    "oracle": 1521,
    "postgres": 5432,
    "sqlserver": 1433,
}
_WAREHOUSE = 5439
_CACHE_PORTS = {"memcached": 11211, "redis": 6379, "valkey": 6379}
_CLUSTER_OF_CACHES = "aws:elasticache/cluster:Cluster"
_GROUP_OF_CACHES = "aws:elasticache/replicationGroup:ReplicationGroup"
_REDSHIFT = "aws:redshift/cluster:Cluster"


def _check(database: Resource) -> Iterator[str]:
    default = _PORTS.get(family_of(database.text("engine")))
    if default is not None and database.number("port", default=default) == default:
        yield f"scans find the database at once; got port {default}, expected another one"


def _check_warehouse(cluster: Resource) -> Iterator[str]:
    if cluster.number("port", default=_WAREHOUSE) == _WAREHOUSE:
        yield f"scans find the database at once; got port {_WAREHOUSE}, expected another one"


def _check_cache(cache: Resource) -> Iterator[str]:
    engine = cache.text("engine", default="redis")
    default = _CACHE_PORTS.get(engine)
    # A member of a group has the group's port.
    if default is not None and "replicationGroupId" not in cache and cache.number("port", default=default) == default:
        yield f"scans find the cache at once; got port {default}, expected another one"


def _given(engine: str | None, port: int | None = None, type: str = INSTANCE) -> Given:
    size = {"instanceClass": "db.m7g.large"} if type == INSTANCE else {}
    return Given(type, size | {"engine": engine, "port": port})


def _warehouse(port: int | None = None) -> Given:
    return Given(_REDSHIFT, {"clusterIdentifier": "sales", "nodeType": "ra3.large", "port": port})


def _cache(**properties: object) -> Given:
    return Given(_CLUSTER_OF_CACHES, {"clusterId": "sessions", **properties})


CONTROL = Control(
    id="rds.port-not-default",
    title="Databases and caches don't listen where everybody looks first",
    practices=("network.security-groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Who gets into the network tries the engines' default ports first.",
    fix="set port to one that is not the default of the engine",
    rules=(
        ResourceRule((INSTANCE, CLUSTER), _check),
        ResourceRule((_REDSHIFT,), _check_warehouse),
        ResourceRule((_CLUSTER_OF_CACHES, _GROUP_OF_CACHES), _check_cache),
    ),
    detection=(SecurityHubControl("RDS.23"),),
    frameworks={Framework.FSBP: ("RDS.23",)},
    good=(
        example("everything omitted but the class", _given(None)),
        *(example(f"{engine} beside it", _given(engine, port + 1)) for engine, port in _PORTS.items()),
        example("the default of another engine", _given("mysql", 5432)),
        example("a warehouse beside it", _warehouse(5440)),
        *(
            example(f"{engine} beside it", _cache(engine=engine, port=port + 1))
            for engine, port in _CACHE_PORTS.items()
        ),
        example("a member of a group", _cache(replicationGroupId="sessions")),
        example("a cache of another engine", _cache(engine="other")),
        example("another port for a cluster", _given("aurora-mysql", 4306, CLUSTER)),
    ),
    bad=(
        *(example(f"{engine} by default", _given(engine)) for engine in _PORTS if not engine.startswith("aurora")),
        *(example(f"{engine} by its number", _given(engine, port)) for engine, port in _PORTS.items()),
        example("a warehouse by default", _warehouse()),
        example("a warehouse by its number", _warehouse(_WAREHOUSE)),
        *(example(f"{engine} by default", _cache(engine=engine)) for engine in _CACHE_PORTS),
        example("a cache of the default engine", _cache(port=6379)),
        example("a group of caches by default", Given(_GROUP_OF_CACHES, {"description": "sessions"})),
        example("an edition", _given("sqlserver-ee")),
        example("an edition of RDS Custom", _given("custom-oracle-ee")),
        *(
            example(f"a cluster of {engine}", _given(engine, type=CLUSTER))
            for engine in _PORTS
            if engine.startswith("aurora")
        ),
    ),
)
