"""Streams are encrypted under keys that their account manages."""

from .._frameworks import Tool
from .._model import Given, example
from .._resources import Resource
from ..encryption._keys import Key, customer_managed

_SOURCES = ("kinesisSourceConfiguration", "mskSourceConfiguration")


def _is_put_to(stream: Resource) -> bool:
    """Whether clients put records into the delivery stream itself; what it reads elsewhere is encrypted there."""
    return not any(source in stream for source in _SOURCES)


CONTROL = customer_managed(
    id="kinesis.customer-managed-key",
    title="Streams are encrypted under keys that their account manages",
    keys={
        "aws:kinesis/stream:Stream": (Key("kmsKeyId", beside={"encryptionType": ("KMS",)}),),
        "aws:kinesis/videoStream:VideoStream": (Key("kmsKeyId"),),
        "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream": (
            Key(
                "serverSideEncryption.keyArn",
                beside={"enabled": True, "keyType": ("CUSTOMER_MANAGED_CMK",)},
                when=_is_put_to,
            ),
        ),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_177", "CKV_AWS_185", "CKV_AWS_241")},
    good=(
        example(
            "a delivery stream that reads from a stream",
            Given(
                "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
                {"destination": "extended_s3", "kinesisSourceConfiguration": {"roleArn": "a", "kinesisStreamArn": "b"}},
            ),
        ),
        example(
            "a delivery stream that reads from a cluster",
            Given(
                "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream",
                {"destination": "extended_s3", "mskSourceConfiguration": {"topicName": "orders", "mskClusterArn": "b"}},
            ),
        ),
    ),
)
