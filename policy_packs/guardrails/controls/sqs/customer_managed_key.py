"""Queues are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="sqs.customer-managed-key",
    title="Queues are encrypted under keys that their account manages",
    keys={
        "aws:sqs/queue:Queue": (Key("kmsMasterKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV2_AWS_73",), Tool.TRIVY: ("AWS-0135",)},
)
