"""Environments of functions are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import Given, example
from .._resources import Resource
from ..encryption._keys import Key, customer_managed


def _has_variables(function: Resource) -> bool:
    return "environment" in function


CONTROL = customer_managed(
    id="lambda.customer-managed-key",
    title="Environments of functions are encrypted under keys that their account manages",
    keys={
        "aws:lambda/function:Function": (Key("kmsKeyArn", when=_has_variables),),
    },
    needed={"aws:lambda/function:Function": {"environment": {"variables": {"REGION": "eu-central-1"}}}},
    equivalents={Tool.CHECKOV: ("CKV_AWS_173",)},
    good=(
        example(
            "a function without variables", Given("aws:lambda/function:Function", {"role": "arn:aws:iam::1:role/a"})
        ),
    ),
)
