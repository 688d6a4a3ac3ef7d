"""Brokers are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="mq.customer-managed-key",
    title="Brokers are encrypted under keys that their account manages",
    keys={
        "aws:mq/broker:Broker": (Key("encryptionOptions.kmsKeyId", beside={"useAwsOwnedKey": False}),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_209",)},
)
