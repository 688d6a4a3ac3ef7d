"""Artifacts of pipelines are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="codepipeline.customer-managed-key",
    title="Artifacts of pipelines are encrypted under keys that their account manages",
    keys={
        "aws:codepipeline/pipeline:Pipeline": (Key("artifactStores[].encryptionKey.id", beside={"type": ("KMS",)}),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_219",)},
)
