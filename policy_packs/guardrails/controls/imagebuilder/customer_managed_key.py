"""Images and what builds them are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="imagebuilder.customer-managed-key",
    title="Images and what builds them are encrypted under keys that their account manages",
    keys={
        "aws:imagebuilder/component:Component": (Key("kmsKeyId"),),
        "aws:imagebuilder/containerRecipe:ContainerRecipe": (Key("kmsKeyId"),),
        "aws:imagebuilder/imageRecipe:ImageRecipe": (
            Key("blockDeviceMappings[].ebs?.kmsKeyId", beside={"encrypted": True}),
        ),
        "aws:imagebuilder/workflow:Workflow": (Key("kmsKeyId"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_180", "CKV_AWS_200")},
)
