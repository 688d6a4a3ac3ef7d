"""Graphs are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="neptune.customer-managed-key",
    title="Graphs are encrypted under keys that their account manages",
    keys={
        "aws:neptune/cluster:Cluster": (Key("kmsKeyArn"),),
        "aws:neptunegraph/graph:Graph": (Key("kmsKeyIdentifier"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_347",), Tool.TRIVY: ("AWS-0128",)},
)
