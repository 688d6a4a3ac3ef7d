"""Databases and their backups are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import Given, example
from .._resources import Resource
from ..encryption._keys import Key, customer_managed

_SOURCES = ("replicateSourceDb", "replicationSourceIdentifier", "restoreToPointInTime", "snapshotIdentifier")


def _has_storage_of_its_own(database: Resource) -> bool:
    """Whether the database is made anew; a replica and a restored one have the key of their source."""
    return not any(source in database for source in _SOURCES)


CONTROL = customer_managed(
    id="rds.customer-managed-key",
    title="Databases and their backups are encrypted under keys that their account manages",
    keys={
        "aws:rds/cluster:Cluster": (Key("kmsKeyId", when=_has_storage_of_its_own),),
        "aws:rds/clusterActivityStream:ClusterActivityStream": (Key("kmsKeyId"),),
        "aws:rds/exportTask:ExportTask": (Key("kmsKeyId"),),
        "aws:rds/instance:Instance": (Key("kmsKeyId", when=_has_storage_of_its_own),),
        "aws:rds/instanceAutomatedBackupsReplication:InstanceAutomatedBackupsReplication": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_245", "CKV_AWS_246", "CKV_AWS_327"), Tool.TRIVY: ("AWS-0079",)},
    good=(
        example("a replica", Given("aws:rds/instance:Instance", {"replicateSourceDb": "shop"})),
        example("a replica of a cluster", Given("aws:rds/cluster:Cluster", {"replicationSourceIdentifier": "shop"})),
        example("a restored database", Given("aws:rds/instance:Instance", {"snapshotIdentifier": "shop"})),
        example(
            "a cluster as it was",
            Given("aws:rds/cluster:Cluster", {"restoreToPointInTime": {"sourceClusterIdentifier": "shop"}}),
        ),
    ),
)
