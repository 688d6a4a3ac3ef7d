"""Snapshots are taken of encrypted databases only."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import CLUSTER, CLUSTER_SNAPSHOT, INSTANCE, NEPTUNE_CLUSTER, SNAPSHOT

_NEPTUNE_SNAPSHOT = "aws:neptune/clusterSnapshot:ClusterSnapshot"
_SOURCES = {
    SNAPSHOT: (INSTANCE, "dbInstanceIdentifier"),
    CLUSTER_SNAPSHOT: (CLUSTER, "dbClusterIdentifier"),
    _NEPTUNE_SNAPSHOT: (NEPTUNE_CLUSTER, "dbClusterIdentifier"),
}
_INHERITING = ("replicateSourceDb", "replicationSourceIdentifier", "restoreToPointInTime", "snapshotIdentifier")


def _check(snapshot: Resource, stack: Stack) -> Iterator[str]:
    type, by = _SOURCES[snapshot.type]
    for database in stack.targets(snapshot, by, type):
        if any(name in database for name in _INHERITING):
            continue
        if not database.flag("storageEncrypted") and database.text("engineMode") != "serverless":
            yield f"the snapshot is in the clear; got {database.name} without storageEncrypted, expected it true"


def _orders(type: str, **properties: object) -> Given:
    required = {INSTANCE: {"instanceClass": "db.m7g.large"}, CLUSTER: {"engine": "aurora-mysql"}, NEPTUNE_CLUSTER: {}}
    return Given(type, required[type] | properties, name="orders")


def _snapshot(type: str = SNAPSHOT, source: object = Ref("orders")) -> Given:
    identifier = "dbSnapshotIdentifier" if type == SNAPSHOT else "dbClusterSnapshotIdentifier"
    return Given(type, {_SOURCES[type][1]: source, identifier: "orders-before"}, name="before")


CONTROL = Control(
    id="rds.snapshot-encrypted",
    title="Snapshots are taken of encrypted databases only",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A snapshot is a whole copy of the data, and is handed around more easily than the database.",
    fix="encrypt the database that the snapshot is taken of",
    rules=(StackRule(tuple(_SOURCES), _check),),
    detection=(
        ConfigRule("RDS_SNAPSHOT_ENCRYPTED"),
        ConfigRule("NEPTUNE_CLUSTER_SNAPSHOT_ENCRYPTED"),
        SecurityHubControl("RDS.4"),
        SecurityHubControl("Neptune.6"),
    ),
    frameworks={Framework.FSBP: ("RDS.4", "Neptune.6")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_146", "CKV_AWS_279")},
    good=(
        example("of an encrypted instance", _orders(INSTANCE, storageEncrypted=True), _snapshot()),
        example("of an encrypted cluster", _orders(CLUSTER, storageEncrypted=True), _snapshot(CLUSTER_SNAPSHOT)),
        example("of a database of another stack", _snapshot(source="orders")),
        example("of another database than the open one", _orders(INSTANCE), _snapshot(source="carts")),
        example("of a serverless cluster", _orders(CLUSTER, engineMode="serverless"), _snapshot(CLUSTER_SNAPSHOT)),
        *(
            example(f"of a database that inherits by {name}", _orders(type, **{name: value}), _snapshot(snapshot))
            for type, snapshot, name, value in (
                (INSTANCE, SNAPSHOT, "replicateSourceDb", "carts"),
                (CLUSTER, CLUSTER_SNAPSHOT, "replicationSourceIdentifier", "carts"),
                (INSTANCE, SNAPSHOT, "restoreToPointInTime", {"sourceDbInstanceIdentifier": "carts"}),
                (INSTANCE, SNAPSHOT, "snapshotIdentifier", "carts-before"),
            )
        ),
    ),
    bad=(
        example("of an instance that does not say", _orders(INSTANCE), _snapshot()),
        example("of an instance in the clear", _orders(INSTANCE, storageEncrypted=False), _snapshot()),
        example("of a cluster that does not say", _orders(CLUSTER), _snapshot(CLUSTER_SNAPSHOT)),
        example("of a graph cluster that does not say", _orders(NEPTUNE_CLUSTER), _snapshot(_NEPTUNE_SNAPSHOT)),
    ),
)
