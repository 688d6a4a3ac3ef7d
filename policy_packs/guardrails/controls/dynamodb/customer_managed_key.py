"""Tables of DynamoDB are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="dynamodb.customer-managed-key",
    title="Tables of DynamoDB are encrypted under keys that their account manages",
    keys={
        "aws:dynamodb/table:Table": (
            Key("serverSideEncryption.kmsKeyArn", beside={"enabled": True}),
            Key("replicas[].kmsKeyArn"),
        ),
        "aws:dynamodb/tableReplica:TableReplica": (Key("kmsKeyArn"),),
    },
    detection=(ConfigRule("DYNAMODB_TABLE_ENCRYPTED_KMS"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_119", "CKV_AWS_271"), Tool.TRIVY: ("AWS-0025",)},
)
