"""The catalog of Glue, and what its jobs write, are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed
from ._helpers import CATALOG, CONFIGURATION

CONTROL = customer_managed(
    id="glue.customer-managed-key",
    title="The catalog of Glue, and what its jobs write, are encrypted under keys that their account manages",
    keys={
        CATALOG: (
            Key("dataCatalogEncryptionSettings.connectionPasswordEncryption.awsKmsKeyId"),
            Key(
                "dataCatalogEncryptionSettings.encryptionAtRest.sseAwsKmsKeyId",
                beside={"catalogEncryptionMode": ("SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE")},
            ),
        ),
        CONFIGURATION: (
            Key(
                "encryptionConfiguration.cloudwatchEncryption.kmsKeyArn",
                beside={"cloudwatchEncryptionMode": ("SSE-KMS",)},
            ),
            Key(
                "encryptionConfiguration.jobBookmarksEncryption.kmsKeyArn",
                beside={"jobBookmarksEncryptionMode": ("CSE-KMS",)},
            ),
            Key("encryptionConfiguration.s3Encryption.kmsKeyArn", beside={"s3EncryptionMode": ("SSE-KMS",)}),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_94", "CKV_AWS_99")},
)
