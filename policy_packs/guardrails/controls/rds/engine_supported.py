"""Databases run on versions of their engine that are still in standard support."""

from collections.abc import Iterator

from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import (
    CLUSTER,
    CLUSTER_INSTANCE,
    DOCUMENTDB_CLUSTER,
    GLOBAL_CLUSTER,
    INSTANCE,
    NEPTUNE_CLUSTER,
    family_of,
)

_DOCUMENTDB_GLOBAL = "aws:docdb/globalCluster:GlobalCluster"
_NEPTUNE_GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
_NEPTUNE_INSTANCE = "aws:neptune/clusterInstance:ClusterInstance"
_PRODUCTS = {
    "aurora": "aurora-mysql",
    "aurora-mysql": "aurora-mysql",
    "aurora-postgresql": "aurora-postgresql",
    "docdb": "documentdb",
    "mariadb": "mariadb",
    "mysql": "mysql",
    "neptune": "neptune",
    "oracle": "oracle",
    "postgres": "postgres",
    "sqlserver": "sqlserver",
}
_TYPES = {
    INSTANCE: "",
    CLUSTER: "",
    CLUSTER_INSTANCE: "",
    GLOBAL_CLUSTER: "",
    DOCUMENTDB_CLUSTER: "docdb",
    _DOCUMENTDB_GLOBAL: "docdb",
    NEPTUNE_CLUSTER: "neptune",
    _NEPTUNE_GLOBAL: "neptune",
    _NEPTUNE_INSTANCE: "neptune",
}


def _check(database: Resource) -> Iterator[str]:
    engine, version = database.text("engine", default=_TYPES[database.type]), database.text("engineVersion")
    product = _PRODUCTS.get(family_of(engine))
    end = ended(product, version, database.parameters["on"]) if product else None
    if end:
        yield (
            f"the engine is out of standard support; got {engine} {version}, which ended on {end}, "
            "expected a supported version"
        )


def _given(engine: str | None, version: str, type: str = INSTANCE) -> Given:
    size = {"instanceClass": "db.m7g.large"} if type == INSTANCE else {}
    return Given(type, size | {"engine": engine, "engineVersion": version})


_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}

CONTROL = Control(
    id="rds.engine-supported",
    title="Databases run on versions of their engine that are still in standard support",
    practices=("patching.managed-services", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    why="After the end, fixes stop or cost a surcharge, and AWS upgrades the database on a day of its own.",
    fix="upgrade to a later major version of the engine",
    rules=(ResourceRule(tuple(_TYPES), _check),),
    parameters=day(),
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("a supported version", _given("postgres", "17.2")),
        example("a version newer than the tables", _given("mysql", "9.7")),
        example("an engine without a table", _given("db2-se", "11.5")),
        example("a supported compatible version", _given("aurora-mysql", "8.0.mysql_aurora.3.08.0", CLUSTER)),
        example("the last day", _given("mysql", "8.0.46"), on="2026-07-31"),
        example("a document cluster that does not say", Given(DOCUMENTDB_CLUSTER)),
    ),
    bad=(
        example("PostgreSQL 12", _given("postgres", "12.22")),
        example("MySQL 5.7", _given("mysql", "5.7.44")),
        example("the day after the last", _given("mysql", "8.0.46"), on="2026-08-01"),
        example("MariaDB 10.4", _given("mariadb", "10.4.34")),
        example("an edition of SQL Server", _given("sqlserver-se", "12.00.6449.1.v1")),
        example("an edition of Oracle", _given("oracle-se2", "12.1.0.2.v1")),
        example("Aurora MySQL 2", _given("aurora-mysql", "5.7.mysql_aurora.2.11.1", CLUSTER)),
        example("the first Aurora", _given("aurora", "5.6.10a", CLUSTER)),
        example("Aurora PostgreSQL 11", _given("aurora-postgresql", "11.21", CLUSTER)),
        example("a member of a cluster", Given(CLUSTER_INSTANCE, _MEMBER | {"engineVersion": "11.21"})),
        example(
            "a global cluster",
            Given(
                GLOBAL_CLUSTER,
                {"globalClusterIdentifier": "orders", "engine": "aurora-postgresql", "engineVersion": "11.21"},
            ),
        ),
        example("a document cluster", _given(None, "3.6.0", DOCUMENTDB_CLUSTER)),
        example(
            "a global document cluster",
            Given(_DOCUMENTDB_GLOBAL, {"globalClusterIdentifier": "carts", "engineVersion": "3.6"}),
        ),
        example("a graph cluster", _given(None, "1.1.0.0", NEPTUNE_CLUSTER)),
        example(
            "a global graph cluster",
            Given(_NEPTUNE_GLOBAL, {"globalClusterIdentifier": "who", "engine": "neptune", "engineVersion": "1.0.5.1"}),
        ),
        example(
            "a member of a graph cluster",
            Given(
                _NEPTUNE_INSTANCE,
                {"clusterIdentifier": "who", "instanceClass": "db.r6g.large", "engineVersion": "1.0.5.1"},
            ),
        ),
    ),
)
