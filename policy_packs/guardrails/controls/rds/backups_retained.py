"""Automatic backups of databases are kept long enough."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, DOCUMENTDB_CLUSTER, INSTANCE, NEPTUNE_CLUSTER

_ELASTIC = "aws:docdb/elasticCluster:ElasticCluster"
_SOURCES = ("replicateSourceDb", "replicationSourceIdentifier")


def _is_short(database: Resource) -> bool:
    fewest: int = database.parameters["days"]
    return database.number("backupRetentionPeriod", default=0 if database.type == INSTANCE else 1) < fewest


def _check(database: Resource) -> Iterator[str]:
    if _is_short(database) and not any(name in database for name in _SOURCES):
        days = f"{database.number('backupRetentionPeriod'):g} days" if "backupRetentionPeriod" in database else "none"
        yield f"backups are gone soon; got backupRetentionPeriod {days}, expected {database.parameters['days']} or more"


def _mend(database: Resource) -> dict[str, int]:
    return {"backupRetentionPeriod": database.parameters["days"]} if any(_check(database)) else {}


_SMALL = {"instanceClass": "db.m7g.large"}
_SHARDS = {"adminUserName": "owner", "authType": "SECRET_ARN", "shardCapacity": 2, "shardCount": 1}
_SECRET = {"adminUserPassword": "arn:aws:secretsmanager:us-east-1:111122223333:secret:carts-AbCdEf"}

CONTROL = Control(
    id="rds.backups-retained",
    title="Automatic backups of databases are kept long enough",
    practices=("advisor.trusted-advisor", "response.plan"),
    severity=Severity.MEDIUM,
    why="Damage is often noticed days later, when the last backup from before it must still exist.",
    fix="set backupRetentionPeriod to 7 days or more",
    rules=(ResourceRule((INSTANCE, CLUSTER, DOCUMENTDB_CLUSTER, NEPTUNE_CLUSTER, _ELASTIC), _check, _mend),),
    detection=(
        ConfigRule("DB_INSTANCE_BACKUP_ENABLED", {"backupRetentionMinimum": "7"}),
        ConfigRule("RDS_CLUSTER_BACKUP_RETENTION_CHECK"),
        ConfigRule("DOCDB_CLUSTER_BACKUP_RETENTION_CHECK"),
        ConfigRule("NEPTUNE_CLUSTER_BACKUP_RETENTION_CHECK"),
        SecurityHubControl("RDS.11"),
        SecurityHubControl("RDS.50"),
        SecurityHubControl("DocumentDB.2"),
        SecurityHubControl("Neptune.5"),
    ),
    frameworks={Framework.FSBP: ("RDS.11", "RDS.50", "DocumentDB.2", "Neptune.5")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_360", "CKV_AWS_361"),
        Tool.TRIVY: ("AWS-0077",),
    },
    parameters={
        "days": Parameter(
            7, {"type": "integer", "minimum": 1, "maximum": 35, "description": "The fewest days that pass."}
        )
    },
    good=(
        example("a week", Given(INSTANCE, _SMALL | {"backupRetentionPeriod": 7})),
        example("a replica", Given(INSTANCE, _SMALL | {"replicateSourceDb": "orders"})),
        example("a cluster that replicates", Given(CLUSTER, {"engine": "mysql", "replicationSourceIdentifier": "a"})),
        example("as short as the configuration", Given(INSTANCE, _SMALL | {"backupRetentionPeriod": 3}), days=3),
        example("a cluster as short as its default", Given(CLUSTER, {"engine": "aurora-mysql"}), days=1),
    ),
    bad=(
        example("everything omitted but the class", Given(INSTANCE, _SMALL)),
        example("off by default, at the shortest of configurations", Given(INSTANCE, _SMALL), days=1),
        example("six days", Given(INSTANCE, _SMALL | {"backupRetentionPeriod": 6})),
        example("a cluster that does not say", Given(CLUSTER, {"engine": "aurora-postgresql"})),
        example("a document cluster that does not say", Given(DOCUMENTDB_CLUSTER)),
        example("a graph cluster with a day", Given(NEPTUNE_CLUSTER, {"backupRetentionPeriod": 1})),
        example("an elastic cluster with a day", Given(_ELASTIC, _SHARDS | _SECRET | {"backupRetentionPeriod": 1})),
        example("shorter than the configuration", Given(INSTANCE, _SMALL | {"backupRetentionPeriod": 7}), days=14),
    ),
)
