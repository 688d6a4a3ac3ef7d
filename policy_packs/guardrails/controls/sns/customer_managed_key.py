"""Topics are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="sns.customer-managed-key",
    title="Topics are encrypted under keys that their account manages",
    keys={
        "aws:sns/topic:Topic": (Key("kmsMasterKeyId"),),
    },
    detection=(ConfigRule("SNS_ENCRYPTED_KMS"),),
    equivalents={Tool.SECURITY_HUB: ("SNS.1",), Tool.TRIVY: ("AWS-0136",)},
)
