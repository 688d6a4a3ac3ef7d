"""Flows and their credentials are encrypted under keys that their account manages."""

from .._frameworks import Tool
from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="appflow.customer-managed-key",
    title="Flows and their credentials are encrypted under keys that their account manages",
    keys={
        "aws:appflow/flow:Flow": (Key("kmsArn"),),
        "aws:appflow/connectorProfile:ConnectorProfile": (Key("kmsArn"),),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_263", "CKV_AWS_264")},
)
