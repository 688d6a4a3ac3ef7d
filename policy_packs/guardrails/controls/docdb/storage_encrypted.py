"""DocumentDB clusters are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CLUSTER = "aws:docdb/cluster:Cluster"
_GLOBAL = "aws:docdb/globalCluster:GlobalCluster"
_SOURCES = ("restoreToPointInTime", "snapshotIdentifier", "sourceDbClusterIdentifier")


def _check(cluster: Resource) -> Iterator[str]:
    if not cluster.flag("storageEncrypted") and not any(name in cluster for name in _SOURCES):
        yield "the database is stored in the clear; got storageEncrypted false, expected true"


_CARTS = {"globalClusterIdentifier": "carts"}

CONTROL = Control(
    id="docdb.storage-encrypted",
    title="DocumentDB clusters are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    why="Encryption can't be switched on later: the cluster has to be copied and replaced.",
    fix="set storageEncrypted to true, with a kmsKeyId of your own",
    rules=(ResourceRule((_CLUSTER, _GLOBAL), _check),),
    detection=(ConfigRule("DOCDB_CLUSTER_ENCRYPTED"), SecurityHubControl("DocumentDB.1")),
    frameworks={Framework.FSBP: ("DocumentDB.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_74", "CKV_AWS_292"), Tool.TRIVY: ("AWS-0021",)},
    good=(
        example("encrypted", Given(_CLUSTER, {"storageEncrypted": True})),
        example("restored from a snapshot, as it was", Given(_CLUSTER, {"snapshotIdentifier": "before"})),
        example(
            "restored from another cluster, as it is",
            Given(_CLUSTER, {"restoreToPointInTime": {"sourceClusterIdentifier": "carts"}}),
        ),
        example("a global cluster made of a cluster", Given(_GLOBAL, _CARTS | {"sourceDbClusterIdentifier": "a"})),
    ),
    bad=(
        example("everything omitted", Given(_CLUSTER)),
        example("in the clear", Given(_CLUSTER, {"storageEncrypted": False})),
        example("a global cluster that does not say", Given(_GLOBAL, _CARTS)),
    ),
)
