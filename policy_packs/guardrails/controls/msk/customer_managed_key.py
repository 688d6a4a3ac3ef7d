"""Kafka clusters are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="msk.customer-managed-key",
    title="Kafka clusters are encrypted under keys that their account manages",
    keys={
        "aws:msk/cluster:Cluster": (Key("encryptionInfo.encryptionAtRestKmsKeyArn"),),
    },
    equivalents={Tool.TRIVY: ("AWS-0179",)},
)
