"""Packages are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="codeartifact.customer-managed-key",
    title="Packages are encrypted under keys that their account manages",
    keys={
        "aws:codeartifact/domain:Domain": (Key("encryptionKey"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_221",)},
)
