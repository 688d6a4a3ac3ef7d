"""Events are encrypted under keys that their account manages."""

from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="eventbridge.customer-managed-key",
    title="Events are encrypted under keys that their account manages",
    keys={
        "aws:cloudwatch/eventArchive:EventArchive": (Key("kmsKeyIdentifier"),),
        "aws:cloudwatch/eventBus:EventBus": (Key("kmsKeyIdentifier"),),
        "aws:cloudwatch/eventConnection:EventConnection": (Key("kmsKeyIdentifier"),),
        "aws:pipes/pipe:Pipe": (Key("kmsKeyIdentifier"),),
    },
)
