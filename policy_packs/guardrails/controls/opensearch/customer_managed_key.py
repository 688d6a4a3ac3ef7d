"""Search domains are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="opensearch.customer-managed-key",
    title="Search domains are encrypted under keys that their account manages",
    keys={
        "aws:elasticsearch/domain:Domain": (Key("encryptAtRest.kmsKeyId", beside={"enabled": True}),),
        "aws:opensearch/domain:Domain": (Key("encryptAtRest.kmsKeyId", beside={"enabled": True}),),
        "aws:opensearch/application:Application": (Key("kmsKeyArn"),),
        "aws:opensearchingest/pipeline:Pipeline": (Key("encryptionAtRestOptions.kmsKeyArn"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_247",)},
)
