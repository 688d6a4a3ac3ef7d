"""Secrets are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="secretsmanager.customer-managed-key",
    title="Secrets are encrypted under keys that their account manages",
    keys={
        "aws:secretsmanager/secret:Secret": (
            Key("kmsKeyId"),
            Key("replicas[].kmsKeyId"),
        ),
    },
    detection=(ConfigRule("SECRETSMANAGER_USING_CMK"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_149",), Tool.TRIVY: ("AWS-0098",)},
)
