"""Migrations are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="dms.customer-managed-key",
    title="Migrations are encrypted under keys that their account manages",
    keys={
        "aws:dms/endpoint:Endpoint": (Key("kmsKeyArn"),),
        "aws:dms/instanceProfile:InstanceProfile": (Key("kmsKeyArn"),),
        "aws:dms/replicationConfig:ReplicationConfig": (Key("computeConfig.kmsKeyId"),),
        "aws:dms/replicationInstance:ReplicationInstance": (Key("kmsKeyArn"),),
        "aws:dms/s3Endpoint:S3Endpoint": (Key("kmsKeyArn"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_212", "CKV_AWS_296", "CKV_AWS_298")},
)
