"""Databases don't run on AWS's default parameters where these accept plain connections."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, INSTANCE, requires_tls_by_default, tls_parameter


def _check(database: Resource) -> Iterator[str]:
    name = "parameterGroupName" if database.type == INSTANCE else "dbClusterParameterGroupName"
    group, engine = database.text(name, default="default"), database.text("engine")
    if not group.startswith("default") or not tls_parameter(engine):
        return
    version = database.text("engineVersion")
    if not requires_tls_by_default(engine, version):
        yield (
            f"connections without TLS are accepted by default; got {name} {group} for {engine} {version or 'latest'}, "
            f"expected a group with {tls_parameter(engine)} on"
        )


def _instance(engine: str, version: str = "", **properties: str) -> Given:
    given = {"instanceClass": "db.m7g.large", "engine": engine} | properties
    return Given(INSTANCE, given | ({"engineVersion": version} if version else {}))


CONTROL = Control(
    id="rds.default-parameters-require-tls",
    title="Databases don't run on AWS's default parameters where these accept plain connections",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="The default groups of most engines leave it to the client whether its password travels in the clear.",
    fix="give the database a parameter group that asks for TLS",
    rules=(ResourceRule((INSTANCE, CLUSTER), _check),),
    detection=(
        ConfigRule("RDS_POSTGRES_INSTANCE_ENCRYPTED_IN_TRANSIT"),
        ConfigRule("RDS_MYSQL_INSTANCE_ENCRYPTED_IN_TRANSIT"),
        ConfigRule("RDS_SQLSERVER_ENCRYPTED_IN_TRANSIT"),
        ConfigRule("RDS_MARIADB_INSTANCE_ENCRYPTED_IN_TRANSIT"),
        SecurityHubControl("RDS.41"),
        SecurityHubControl("RDS.44"),
    ),
    frameworks={Framework.FSBP: ("RDS.41", "RDS.44")},
    equivalents={Tool.SECURITY_HUB: ("RDS.38", "RDS.39")},
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("a group of one's own", _instance("mysql", parameterGroupName="orders")),
        example("PostgreSQL of today", _instance("postgres")),
        example("PostgreSQL since version 15", _instance("postgres", "15.4")),
        example("MariaDB since version 11.8", _instance("mariadb", "11.8.3")),
        example("Oracle, whose TLS is an option group's", _instance("oracle-ee", "19")),
        example(
            "a cluster with a group of its own",
            Given(CLUSTER, {"engine": "aurora-mysql", "dbClusterParameterGroupName": "orders"}),
        ),
        example("an Aurora cluster of today", Given(CLUSTER, {"engine": "aurora-postgresql"})),
    ),
    bad=(
        example("PostgreSQL before version 15", _instance("postgres", "14.10")),
        example("MySQL", _instance("mysql", "8.4.3")),
        example("MySQL with the default group by name", _instance("mysql", parameterGroupName="default.mysql8.4")),
        example("MariaDB before version 11.8", _instance("mariadb", "11.4")),
        example("SQL Server", _instance("sqlserver-web")),
        example("an Aurora cluster", Given(CLUSTER, {"engine": "aurora-postgresql", "engineVersion": "16.4"})),
        example(
            "an Aurora cluster with the group of its instances only",
            Given(CLUSTER, {"engine": "aurora-mysql", "dbInstanceParameterGroupName": "orders"}),
        ),
    ),
)
