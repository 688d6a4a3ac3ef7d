"""Tables of Keyspaces are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="keyspaces.customer-managed-key",
    title="Tables of Keyspaces are encrypted under keys that their account manages",
    keys={
        "aws:keyspaces/table:Table": (
            Key("encryptionSpecification.kmsKeyIdentifier", beside={"type": ("CUSTOMER_MANAGED_KMS_KEY",)}),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_265",)},
)
