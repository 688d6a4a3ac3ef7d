"""Objects that a program writes are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="s3.object-customer-managed-key",
    title="Objects that a program writes are encrypted under keys that their account manages",
    keys={
        "aws:s3/bucketObject:BucketObject": (Key("kmsKeyId"),),
        "aws:s3/bucketObjectv2:BucketObjectv2": (Key("kmsKeyId"),),
        "aws:s3/objectCopy:ObjectCopy": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_181", "CKV_AWS_186")},
)
