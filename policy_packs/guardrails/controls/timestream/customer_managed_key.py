"""Data in Timestream is encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="timestream.customer-managed-key",
    title="Data in Timestream is encrypted under keys that their account manages",
    keys={
        "aws:timestreamwrite/database:Database": (Key("kmsKeyId"),),
        "aws:timestreamwrite/table:Table": (
            Key(
                "magneticStoreWriteProperties?.magneticStoreRejectedDataLocation?.s3Configuration?.kmsKeyId",
                beside={"encryptionOption": ("SSE_KMS",)},
            ),
        ),
        "aws:timestreamquery/scheduledQuery:ScheduledQuery": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_160",)},
)
