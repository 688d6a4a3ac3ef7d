"""Volumes and copies of images are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="ebs.customer-managed-key",
    title="Volumes and copies of images are encrypted under keys that their account manages",
    keys={
        "aws:ebs/volume:Volume": (Key("kmsKeyId"),),
        "aws:ec2/amiCopy:AmiCopy": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_189", "CKV_AWS_236"), Tool.TRIVY: ("AWS-0027",)},
)
