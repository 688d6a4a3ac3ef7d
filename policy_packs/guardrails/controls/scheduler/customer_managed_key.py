"""Schedules are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="scheduler.customer-managed-key",
    title="Schedules are encrypted under keys that their account manages",
    keys={
        "aws:scheduler/schedule:Schedule": (Key("kmsKeyArn"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_297",)},
)
