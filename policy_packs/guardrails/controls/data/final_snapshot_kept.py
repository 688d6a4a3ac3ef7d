"""Databases and file systems leave a snapshot behind when they are deleted."""

from collections.abc import Iterator

from .._families import family
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_NAMES = ("skipFinalSnapshot", "skipFinalBackup")
_PATHS = {
    type: path
    for type, (path, *_) in family("destroyed_with_content").items()
    if path in _NAMES and not type.endswith(":ClusterInstance")  # The cluster keeps the data.
}


def _check(store: Resource) -> Iterator[str]:
    # AWS takes no final snapshot of a replica.
    if store.flag(_PATHS[store.type]) and "replicateSourceDb" not in store:
        yield f"deleting it leaves nothing to restore from; got {_PATHS[store.type]} true, expected false"


_INSTANCE = "aws:rds/instance:Instance"
_SMALL = {"instanceClass": "db.m7g.large"}
_FILES = {"subnetIds": ["subnet-0a1b2c3d"], "throughputCapacity": 32}

CONTROL = Control(
    id="data.final-snapshot-kept",
    title="Databases and file systems leave a snapshot behind when they are deleted",
    practices=("response.plan", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    why="A deletion by mistake is only an outage when the last state can be restored.",
    fix="leave the final snapshot on and name it",
    rules=(ResourceRule(tuple(_PATHS), _check),),
    good=(
        example("everything omitted but the class", Given(_INSTANCE, _SMALL)),
        example("kept", Given(_INSTANCE, _SMALL | {"skipFinalSnapshot": False, "finalSnapshotIdentifier": "last"})),
        example("a replica", Given(_INSTANCE, _SMALL | {"replicateSourceDb": "orders", "skipFinalSnapshot": True})),
        example("another kind of store", Given("aws:ecr/repository:Repository", {"forceDelete": True})),
        example(
            "a member of a cluster, which keeps no data of its own",
            Given(
                "aws:neptune/clusterInstance:ClusterInstance",
                {"clusterIdentifier": "who", "instanceClass": "db.r6g.large", "skipFinalSnapshot": True},
            ),
        ),
    ),
    bad=(
        example("an instance without", Given(_INSTANCE, _SMALL | {"skipFinalSnapshot": True})),
        example(
            "a cluster without", Given("aws:rds/cluster:Cluster", {"engine": "aurora-mysql", "skipFinalSnapshot": True})
        ),
        example("a document cluster without", Given("aws:docdb/cluster:Cluster", {"skipFinalSnapshot": True})),
        example("a graph cluster without", Given("aws:neptune/cluster:Cluster", {"skipFinalSnapshot": True})),
        example(
            "a warehouse without",
            Given(
                "aws:redshift/cluster:Cluster",
                {"clusterIdentifier": "sales", "nodeType": "ra3.large", "skipFinalSnapshot": True},
            ),
        ),
        example(
            "a file system without",
            Given("aws:fsx/windowsFileSystem:WindowsFileSystem", _FILES | {"skipFinalBackup": True}),
        ),
    ),
)
