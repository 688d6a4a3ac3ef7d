"""Databases have no public address."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INSTANCE, INSTANCE

_SHARDS = "aws:rds/shardGroup:ShardGroup"


def _check(database: Resource) -> Iterator[str]:
    if database.flag("publiclyAccessible"):
        yield "the database can be reached from the internet; got publiclyAccessible true, expected false"


def _mend(database: Resource) -> dict[str, bool]:
    return {"publiclyAccessible": False} if database.flag("publiclyAccessible") else {}


_SMALL = {"instanceClass": "db.m7g.large", "engine": "postgres"}
_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}

CONTROL = Control(
    id="rds.not-public",
    title="Databases have no public address",
    practices=("network.private-subnets",),
    severity=Severity.CRITICAL,
    why="A database on the internet is one password away from being everybody's.",
    fix="set publiclyAccessible to false and reach the database from inside its network",
    rules=(
        ResourceRule((INSTANCE, CLUSTER_INSTANCE), _check, _mend),
        # AWS changes the address of these only by replacing them, so they are judged only.
        ResourceRule((CLUSTER, _SHARDS), _check),
    ),
    guardrails=(
        Guardrail(
            sid="DenyPublicDatabases",
            actions=(
                "rds:CreateDBInstance",
                "rds:CreateDBInstanceReadReplica",
                "rds:CreateDBShardGroup",
                "rds:RestoreDBInstanceFromDBSnapshot",
                "rds:RestoreDBInstanceFromS3",
                "rds:RestoreDBInstanceToPointInTime",
            ),
            conditions={"Bool": {"rds:PubliclyAccessible": "true"}},
        ),
    ),
    detection=(ConfigRule("RDS_INSTANCE_PUBLIC_ACCESS_CHECK"), SecurityHubControl("RDS.2")),
    answer="close-public-database",
    frameworks={
        Framework.FSBP: ("RDS.2",),
        Framework.CIS_3_0: ("2.3.3",),
        Framework.CIS_5_0: ("2.2.3",),
        Framework.CIS_7_0: ("3.2.3",),
    },
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("no public address", Given(INSTANCE, _SMALL | {"publiclyAccessible": False})),
    ),
    bad=(
        example("a public instance", Given(INSTANCE, _SMALL | {"publiclyAccessible": True})),
        example("a public member of a cluster", Given(CLUSTER_INSTANCE, _MEMBER | {"publiclyAccessible": True})),
        example("a public cluster", Given(CLUSTER, {"engine": "postgres", "publiclyAccessible": True})),
    ),
)
