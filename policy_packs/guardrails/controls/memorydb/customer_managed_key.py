"""Clusters of MemoryDB are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="memorydb.customer-managed-key",
    title="Clusters of MemoryDB are encrypted under keys that their account manages",
    keys={
        "aws:memorydb/cluster:Cluster": (Key("kmsKeyArn"),),
        "aws:memorydb/snapshot:Snapshot": (Key("kmsKeyArn"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_201", "CKV_AWS_278")},
)
