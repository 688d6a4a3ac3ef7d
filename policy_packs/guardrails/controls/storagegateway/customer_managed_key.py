"""Shares and volumes of Storage Gateway are encrypted under keys that their account manages."""

from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="storagegateway.customer-managed-key",
    title="Shares and volumes of Storage Gateway are encrypted under keys that their account manages",
    keys={
        "aws:storagegateway/cachesIscsiVolume:CachesIscsiVolume": (Key("kmsKey", beside={"kmsEncrypted": True}),),
        "aws:storagegateway/nfsFileShare:NfsFileShare": (Key("kmsKeyArn", beside={"kmsEncrypted": True}),),
        "aws:storagegateway/smbFileShare:SmbFileShare": (Key("kmsKeyArn", beside={"kmsEncrypted": True}),),
        "aws:storagegateway/storedIscsiVolume:StoredIscsiVolume": (Key("kmsKey", beside={"kmsEncrypted": True}),),
    },
)
