"""Security Lake is encrypted under keys that its account manages."""

from ..encryption._keys import Key, customer_managed

_LAKE = "aws:securitylake/dataLake:DataLake"

CONTROL = customer_managed(
    id="securitylake.customer-managed-key",
    title="Security Lake is encrypted under keys that its account manages",
    # What a lake says instead of a key of KMS is S3_MANAGED_KEY.
    keys={_LAKE: (Key("configuration.encryptionConfigurations[0].kmsKeyId"),)},
)
