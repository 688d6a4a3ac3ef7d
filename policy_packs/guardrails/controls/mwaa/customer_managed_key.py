"""Workflows of Airflow are encrypted under keys that their account manages."""

from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="mwaa.customer-managed-key",
    title="Workflows of Airflow are encrypted under keys that their account manages",
    keys={
        "aws:mwaa/environment:Environment": (Key("kmsKey"),),
    },
)
