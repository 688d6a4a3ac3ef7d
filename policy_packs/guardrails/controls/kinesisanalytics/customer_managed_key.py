"""Applications of Managed Service for Apache Flink are encrypted under keys that their account manages."""

from ..encryption._keys import Key, customer_managed

_APPLICATION = "aws:kinesisanalyticsv2/application:Application"

CONTROL = customer_managed(
    id="kinesisanalytics.customer-managed-key",
    title="Applications of Managed Service for Apache Flink are encrypted under keys that their account manages",
    keys={
        _APPLICATION: (
            Key(
                "applicationConfiguration.applicationEncryptionConfiguration.keyId",
                beside={"keyType": ("CUSTOMER_MANAGED_KEY",)},
            ),
        )
    },
)
