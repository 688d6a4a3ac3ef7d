"""Neptune clusters are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_CLUSTER = "aws:neptune/cluster:Cluster"
_GLOBAL = "aws:neptune/globalCluster:GlobalCluster"
_SOURCES = ("replicationSourceIdentifier", "snapshotIdentifier", "sourceDbClusterIdentifier")


def _check(cluster: Resource) -> Iterator[str]:
    if not cluster.flag("storageEncrypted") and not any(name in cluster for name in _SOURCES):
        yield "the database is stored in the clear; got storageEncrypted false, expected true"


_FRIENDS = {"globalClusterIdentifier": "friends"}

CONTROL = Control(
    id="neptune.storage-encrypted",
    title="Neptune clusters are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    why="Encryption can't be switched on later: the cluster has to be copied and replaced.",
    fix="set storageEncrypted to true, with a kmsKeyArn of your own",
    rules=(ResourceRule((_CLUSTER, _GLOBAL), _check),),
    detection=(ConfigRule("NEPTUNE_CLUSTER_ENCRYPTED"), SecurityHubControl("Neptune.1")),
    frameworks={Framework.FSBP: ("Neptune.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_44",), Tool.TRIVY: ("AWS-0076",)},
    good=(
        example("encrypted", Given(_CLUSTER, {"storageEncrypted": True})),
        example("restored from a snapshot, as it was", Given(_CLUSTER, {"snapshotIdentifier": "before"})),
        example("a replica, which is as its source", Given(_CLUSTER, {"replicationSourceIdentifier": "friends"})),
        example("a global cluster made of a cluster", Given(_GLOBAL, _FRIENDS | {"sourceDbClusterIdentifier": "a"})),
    ),
    bad=(
        example("everything omitted", Given(_CLUSTER)),
        example("in the clear", Given(_CLUSTER, {"storageEncrypted": False})),
        example("a global cluster that does not say", Given(_GLOBAL, _FRIENDS)),
    ),
)
