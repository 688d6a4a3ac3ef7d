"""Secure parameters are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import Given, example
from .._resources import Resource
from ..encryption._keys import Key, customer_managed


def _is_secure(parameter: Resource) -> bool:
    return parameter.text("type") == "SecureString"


CONTROL = customer_managed(
    id="ssm.customer-managed-key",
    title="Secure parameters are encrypted under keys that their account manages",
    keys={
        "aws:ssm/parameter:Parameter": (Key("keyId", when=_is_secure),),
        "aws:ssm/resourceDataSync:ResourceDataSync": (Key("s3Destination.kmsKeyArn"),),
    },
    needed={"aws:ssm/parameter:Parameter": {"type": "SecureString"}},
    equivalents={Tool.CHECKOV: ("CKV_AWS_337",)},
    good=(example("a parameter that isn't encrypted", Given("aws:ssm/parameter:Parameter", {"type": "String"})),),
)
