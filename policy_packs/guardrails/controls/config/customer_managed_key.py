"""What AWS Config delivers is encrypted under keys that their account manages."""

from ..encryption._keys import Key, customer_managed

CONTROL = customer_managed(
    id="config.customer-managed-key",
    title="What AWS Config delivers is encrypted under keys that their account manages",
    keys={
        "aws:cfg/deliveryChannel:DeliveryChannel": (Key("s3KmsKeyArn"),),
    },
    needed={"aws:cfg/deliveryChannel:DeliveryChannel": {"s3BucketName": "config-archive"}},
)
