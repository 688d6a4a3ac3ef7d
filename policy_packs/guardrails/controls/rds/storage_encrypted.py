"""Databases are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, GLOBAL_CLUSTER, INSTANCE

# A copy is as encrypted as what it copies, which is judged where it is declared.
_SOURCES = (
    "replicateSourceDb",
    "replicationSourceIdentifier",
    "restoreToPointInTime",
    "snapshotIdentifier",
    "sourceDbClusterIdentifier",
)


def _check(database: Resource) -> Iterator[str]:
    if any(name in database for name in _SOURCES) or database.text("engineMode") == "serverless":
        return
    if not database.flag("storageEncrypted"):
        yield "the database is stored in the clear; got storageEncrypted false, expected true"


_SMALL = {"instanceClass": "db.m7g.large", "engine": "postgres"}
_AURORA = {"engine": "aurora-postgresql"}

CONTROL = Control(
    id="rds.storage-encrypted",
    title="Databases are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Encryption can't be switched on later: the database has to be copied and replaced.",
    fix="set storageEncrypted to true, with a kmsKeyId of your own",
    rules=(ResourceRule((INSTANCE, CLUSTER, GLOBAL_CLUSTER), _check),),
    guardrails=(
        Guardrail(
            sid="DenyUnencryptedDatabaseClusters",
            actions=("rds:CreateDBCluster",),
            conditions={"Bool": {"rds:StorageEncrypted": "false"}},
        ),
    ),
    detection=(
        ConfigRule("RDS_STORAGE_ENCRYPTED"),
        ConfigRule("RDS_CLUSTER_ENCRYPTED_AT_REST"),
        ConfigRule("AURORA_GLOBAL_DATABASE_ENCRYPTION_AT_REST"),
        SecurityHubControl("RDS.3"),
        SecurityHubControl("RDS.27"),
    ),
    frameworks={
        Framework.FSBP: ("RDS.3", "RDS.27"),
        Framework.CIS_3_0: ("2.3.1",),
        Framework.CIS_5_0: ("2.2.1",),
        Framework.CIS_7_0: ("3.2.1",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_16", "CKV_AWS_96", "CKV_AWS_140"),
        Tool.TRIVY: ("AWS-0079", "AWS-0080"),
        Tool.CONTROL_TOWER: ("RDS.PR.16", "RDS.PR.24"),
    },
    good=(
        example("an encrypted instance", Given(INSTANCE, _SMALL | {"storageEncrypted": True})),
        example("an encrypted cluster", Given(CLUSTER, _AURORA | {"storageEncrypted": True})),
        example(
            "a replica, which is as its source",
            Given(INSTANCE, {"instanceClass": "db.m7g.large", "replicateSourceDb": "orders"}),
        ),
        example("a cluster that replicates another", Given(CLUSTER, _AURORA | {"replicationSourceIdentifier": "a"})),
        example("a restored snapshot, which is as it was", Given(INSTANCE, _SMALL | {"snapshotIdentifier": "before"})),
        example(
            "a cluster restored from another",
            Given(CLUSTER, _AURORA | {"restoreToPointInTime": {"sourceClusterIdentifier": "orders"}}),
        ),
        example("a serverless cluster, always encrypted", Given(CLUSTER, _AURORA | {"engineMode": "serverless"})),
        example(
            "a global cluster made of a cluster",
            Given(GLOBAL_CLUSTER, {"globalClusterIdentifier": "orders", "sourceDbClusterIdentifier": "orders-1"}),
        ),
    ),
    bad=(
        example("everything omitted but the class", Given(INSTANCE, {"instanceClass": "db.m7g.large"})),
        example("an instance in the clear", Given(INSTANCE, _SMALL | {"storageEncrypted": False})),
        example("a cluster that does not say", Given(CLUSTER, _AURORA)),
        example("a provisioned cluster", Given(CLUSTER, _AURORA | {"engineMode": "provisioned"})),
        example("a global cluster that does not say", Given(GLOBAL_CLUSTER, {"globalClusterIdentifier": "orders"})),
    ),
)
