"""Models of Comprehend are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="comprehend.customer-managed-key",
    title="Models of Comprehend are encrypted under keys that their account manages",
    keys={
        "aws:comprehend/documentClassifier:DocumentClassifier": (
            Key("modelKmsKeyId"),
            Key("volumeKmsKeyId"),
            Key("outputDataConfig?.kmsKeyId"),
        ),
        "aws:comprehend/entityRecognizer:EntityRecognizer": (
            Key("modelKmsKeyId"),
            Key("volumeKmsKeyId"),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_267", "CKV_AWS_268")},
)
