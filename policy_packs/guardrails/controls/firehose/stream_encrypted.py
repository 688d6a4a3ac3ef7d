"""Delivery streams that clients put to are encrypted at rest.

Source: Firehose developer guide, "Data protection": what comes from a stream or a cluster is encrypted there.
"""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_STREAM = "aws:kinesis/firehoseDeliveryStream:FirehoseDeliveryStream"
_SOURCES = ("kinesisSourceConfiguration", "mskSourceConfiguration")


def _is_clear(stream: Resource) -> bool:
    return not stream.block("serverSideEncryption").flag("enabled") and not any(name in stream for name in _SOURCES)


def _check(stream: Resource) -> Iterator[str]:
    if _is_clear(stream):
        yield "records wait in the clear; got serverSideEncryption.enabled false, expected true"


def _mend(stream: Resource) -> dict[str, bool]:
    return {"serverSideEncryption.enabled": True} if _is_clear(stream) else {}


_INPUTS = {
    "destination": "extended_s3",
    "extendedS3Configuration": {"roleArn": "arn:aws:iam::111122223333:role/orders", "bucketArn": "arn:aws:s3:::orders"},
}

CONTROL = Control(
    id="firehose.stream-encrypted",
    title="Delivery streams that clients put to are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Records wait in the stream until their batch is full, and for a day when the target is down.",
    fix="set serverSideEncryption.enabled to true",
    rules=(ResourceRule((_STREAM,), _check, _mend),),
    detection=(ConfigRule("KINESIS_FIREHOSE_DELIVERY_STREAM_ENCRYPTED"), SecurityHubControl("DataFirehose.1")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("DataFirehose.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_240",)},
    good=(
        example("encrypted", Given(_STREAM, _INPUTS | {"serverSideEncryption": {"enabled": True}})),
        example(
            "fed by a stream",
            Given(_STREAM, _INPUTS | {"kinesisSourceConfiguration": {"roleArn": "a", "kinesisStreamArn": "b"}}),
        ),
        example(
            "fed by a cluster",
            Given(_STREAM, _INPUTS | {"mskSourceConfiguration": {"topicName": "orders", "mskClusterArn": "b"}}),
        ),
    ),
    bad=(
        example("everything omitted but what is required", Given(_STREAM, _INPUTS)),
        example("off", Given(_STREAM, _INPUTS | {"serverSideEncryption": {"enabled": False}})),
    ),
)
