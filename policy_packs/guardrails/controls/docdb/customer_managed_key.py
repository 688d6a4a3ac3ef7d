"""Clusters of DocumentDB are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="docdb.customer-managed-key",
    title="Clusters of DocumentDB are encrypted under keys that their account manages",
    keys={
        "aws:docdb/cluster:Cluster": (Key("kmsKeyId"),),
        "aws:docdb/elasticCluster:ElasticCluster": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_182",), Tool.TRIVY: ("AWS-0022",)},
)
