"""Reviews of code are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="codegurureviewer.customer-managed-key",
    title="Reviews of code are encrypted under keys that their account manages",
    keys={
        "aws:codegurureviewer/repositoryAssociation:RepositoryAssociation": (
            Key("kmsKeyDetails.kmsKeyId", beside={"encryptionOption": ("CUSTOMER_MANAGED_CMK",)}),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_381",)},
)
