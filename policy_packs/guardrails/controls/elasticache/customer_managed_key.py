"""Caches are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="elasticache.customer-managed-key",
    title="Caches are encrypted under keys that their account manages",
    keys={
        "aws:elasticache/replicationGroup:ReplicationGroup": (Key("kmsKeyId"),),
        "aws:elasticache/serverlessCache:ServerlessCache": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_191",)},
)
