"""Traces are encrypted under keys that their account manages."""

from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="xray.customer-managed-key",
    title="Traces are encrypted under keys that their account manages",
    keys={
        "aws:xray/encryptionConfig:EncryptionConfig": (Key("keyId", beside={"type": ("KMS",)}),),
    },
)
