"""Results of Athena are encrypted under keys that their account manages."""

from .._resources import Resource
from ..encryption._keys import Key, customer_managed
from ._helpers import DATABASE, WORKGROUP


def _writes_to_a_bucket(workgroup: Resource) -> bool:
    return not workgroup.block("configuration").block("managedQueryResultsConfiguration").flag("enabled")


CONTROL = customer_managed(
    id="athena.customer-managed-key",
    title="Results of Athena are encrypted under keys that their account manages",
    keys={
        WORKGROUP: (
            Key(
                "configuration.resultConfiguration.encryptionConfiguration.kmsKeyArn",
                beside={"encryptionOption": ("SSE_KMS", "CSE_KMS")},
                when=_writes_to_a_bucket,
            ),
            Key("configuration.managedQueryResultsConfiguration[].encryptionConfiguration[].kmsKey"),
        ),
        DATABASE: (Key("encryptionConfiguration.kmsKey", beside={"encryptionOption": ("SSE_KMS", "CSE_KMS")}),),
    },
)
