"""What a contact center stores is encrypted under keys that its account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="connect.customer-managed-key",
    title="What a contact center stores is encrypted under keys that its account manages",
    keys={
        "aws:connect/instanceStorageConfig:InstanceStorageConfig": (
            Key("storageConfig.kinesisVideoStreamConfig?.encryptionConfig.keyId", beside={"encryptionType": ("KMS",)}),
            Key("storageConfig.s3Config?.encryptionConfig.keyId", beside={"encryptionType": ("KMS",)}),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_269", "CKV_AWS_270")},
)
