"""Databases have no public address."""

from collections.abc import Iterator

from .._families import family
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, CLUSTER_INSTANCE, INSTANCE

_BROKER = "aws:mq/broker:Broker"
_GRAPH = "aws:neptunegraph/graph:Graph"
_PROFILE = "aws:dms/instanceProfile:InstanceProfile"
_REPLICATION = "aws:dms/replicationInstance:ReplicationInstance"
_LIGHTSAIL = "aws:lightsail/database:Database"
_REDSHIFT = "aws:redshift/cluster:Cluster"
_SERVERLESS = "aws:redshiftserverless/workgroup:Workgroup"

# The provider says no for a replication instance that does not say, for which AWS itself has yes.
_PUBLIC_BY_DEFAULT = frozenset((_PROFILE,))
# All others get a new address only by being replaced, so they are judged only.
_CHANGED_IN_PLACE = (INSTANCE, CLUSTER_INSTANCE, _LIGHTSAIL, _REDSHIFT, _SERVERLESS)
_REPLACED = tuple(type for type in family("public") if type not in _CHANGED_IN_PLACE)


def _check(database: Resource) -> Iterator[str]:
    if database.flag("publiclyAccessible", default=database.type in _PUBLIC_BY_DEFAULT):
        yield "it can be reached from the internet; got publiclyAccessible true, expected false"


def _mend(database: Resource) -> dict[str, bool]:
    return {"publiclyAccessible": False} if database.flag("publiclyAccessible") else {}


def _check_graph(graph: Resource) -> Iterator[str]:
    if graph.flag("publicConnectivity"):
        yield "it can be reached from the internet; got publicConnectivity true, expected false"


_SMALL = {"instanceClass": "db.m7g.large", "engine": "postgres"}
_MEMBER = {"clusterIdentifier": "orders", "engine": "aurora-postgresql", "instanceClass": "db.r7g.large"}
_TASKS = {"replicationInstanceId": "orders", "replicationInstanceClass": "dms.t3.small"}
_WAREHOUSE = {"clusterIdentifier": "orders", "nodeType": "ra3.large"}

CONTROL = Control(
    id="rds.not-public",
    title="Databases have no public address",
    practices=("network.private-subnets",),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="A database on the internet is one password away from being everybody's.",
    fix="set publiclyAccessible to false and reach the database from inside its network",
    rules=(
        ResourceRule(_CHANGED_IN_PLACE, _check, _mend),
        ResourceRule(_REPLACED, _check),
        ResourceRule((_GRAPH,), _check_graph),
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
    detection=(
        ConfigRule("RDS_INSTANCE_PUBLIC_ACCESS_CHECK"),
        ConfigRule("DMS_REPLICATION_NOT_PUBLIC"),
        ConfigRule("REDSHIFT_CLUSTER_PUBLIC_ACCESS_CHECK"),
        ConfigRule("REDSHIFT_SERVERLESS_WORKGROUP_NO_PUBLIC_ACCESS"),
        SecurityHubControl("RDS.2"),
        SecurityHubControl("DMS.1"),
        SecurityHubControl("Redshift.1"),
        SecurityHubControl("RedshiftServerless.3"),
    ),
    answer="close-public-database",
    frameworks={
        Framework.FSBP: ("RDS.2", "DMS.1", "Redshift.1", "RedshiftServerless.3"),
        Framework.CIS_3_0: ("2.3.3",),
        Framework.CIS_5_0: ("2.2.3",),
        Framework.CIS_7_0: ("3.2.3",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_17", "CKV_AWS_69", "CKV_AWS_87", "CKV_AWS_89", "CKV_AWS_102"),
        Tool.TRIVY: ("AWS-0072", "AWS-0180"),
        Tool.CONTROL_TOWER: ("RDS.PR.23", "DMS.PR.1", "REDSHIFT.PR.1"),
    },
    good=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("no public address", Given(INSTANCE, _SMALL | {"publiclyAccessible": False})),
        example("a warehouse that does not say", Given(_REDSHIFT, _WAREHOUSE)),
        example("a private replication", Given(_REPLICATION, _TASKS | {"publiclyAccessible": False})),
        example("a replication that does not say", Given(_REPLICATION, _TASKS)),
        example("a graph that does not say", Given(_GRAPH, {"provisionedMemory": 16})),
    ),
    bad=(
        example("a public instance", Given(INSTANCE, _SMALL | {"publiclyAccessible": True})),
        example("a public member of a cluster", Given(CLUSTER_INSTANCE, _MEMBER | {"publiclyAccessible": True})),
        example("a public cluster", Given(CLUSTER, {"engine": "postgres", "publiclyAccessible": True})),
        example("a public warehouse", Given(_REDSHIFT, _WAREHOUSE | {"publiclyAccessible": True})),
        example(
            "a public serverless warehouse",
            Given(_SERVERLESS, {"namespaceName": "sales", "workgroupName": "sales", "publiclyAccessible": True}),
        ),
        example("a public replication", Given(_REPLICATION, _TASKS | {"publiclyAccessible": True})),
        example("a profile of replications that does not say", Given(_PROFILE, {"name": "orders"})),
        example(
            "a public broker",
            Given(
                _BROKER,
                {
                    "brokerName": "orders",
                    "engineType": "RabbitMQ",
                    "engineVersion": "3.13",
                    "hostInstanceType": "mq.m5.large",
                    "publiclyAccessible": True,
                },
            ),
        ),
        example("a public graph", Given(_GRAPH, {"provisionedMemory": 16, "publicConnectivity": True})),
    ),
)
