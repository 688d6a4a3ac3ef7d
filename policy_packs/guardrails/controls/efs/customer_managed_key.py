"""File systems of EFS are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="efs.customer-managed-key",
    title="File systems of EFS are encrypted under keys that their account manages",
    keys={
        "aws:efs/fileSystem:FileSystem": (Key("kmsKeyId"),),
        "aws:efs/replicationConfiguration:ReplicationConfiguration": (Key("destination.kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_184",)},
)
