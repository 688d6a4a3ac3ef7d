"""Search indexes of Kendra are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="kendra.customer-managed-key",
    title="Search indexes of Kendra are encrypted under keys that their account manages",
    keys={
        "aws:kendra/index:Index": (Key("serverSideEncryptionConfiguration.kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_262",)},
)
