"""Log groups are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import ConfigRule
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="logs.customer-managed-key",
    title="Log groups are encrypted under keys that their account manages",
    keys={
        "aws:cloudwatch/logGroup:LogGroup": (Key("kmsKeyId"),),
        "aws:cloudwatch/logAnomalyDetector:LogAnomalyDetector": (Key("kmsKeyId"),),
    },
    detection=(ConfigRule("CLOUDWATCH_LOG_GROUP_ENCRYPTED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_158",), Tool.TRIVY: ("AWS-0017",)},
)
