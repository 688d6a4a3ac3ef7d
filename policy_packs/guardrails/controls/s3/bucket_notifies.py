"""Buckets tell what happens to their objects."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS

_NOTIFICATION = "aws:s3/bucketNotification:BucketNotification"
_TARGETS = ("lambdaFunctions", "queues", "topics")


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    if not any(map(_notifies, stack.sidecars(bucket, _NOTIFICATION, by="bucket"))):
        yield "changes of objects trigger nothing; got no event notification, expected a BucketNotification"


def _notifies(notification: Resource) -> bool:
    return notification.flag("eventbridge") or any(notification.blocks(name) for name in _TARGETS)


_DATA = Given(BUCKET, {"bucket": "data"}, name="data")
_EVENTS = ["s3:ObjectRemoved:*"]


def _given(bucket: object = Ref("data"), **targets: Any) -> Given:
    return Given(_NOTIFICATION, {"bucket": bucket, **targets}, name="notification")


CONTROL = Control(
    id="s3.bucket-notifies",
    title="Buckets tell what happens to their objects",
    practices=("logging.cloudwatch", "automation.remediation"),
    severity=Severity.LOW,
    why="An event for each deletion or new access list is what lets automation answer in seconds.",
    fix="give the bucket a BucketNotification, for example with eventbridge true",
    tier=Tier.REGULATED,
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("S3_EVENT_NOTIFICATIONS_ENABLED"), SecurityHubControl("S3.11")),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_62",), Tool.SECURITY_HUB: ("S3.11",)},
    good=(
        example("events of EventBridge", _DATA, _given(eventbridge=True)),
        example(
            "a function",
            _DATA,
            _given(
                lambdaFunctions=[
                    {"lambdaFunctionArn": "arn:aws:lambda:us-east-1:111122223333:function:scan", "events": _EVENTS}
                ]
            ),
        ),
        example(
            "a queue",
            _DATA,
            _given(queues=[{"queueArn": "arn:aws:sqs:us-east-1:111122223333:changes", "events": _EVENTS}]),
        ),
        example(
            "a topic",
            _DATA,
            _given(topics=[{"topicArn": "arn:aws:sns:us-east-1:111122223333:changes", "events": _EVENTS}]),
        ),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("a notification to nobody", _DATA, _given()),
        example("EventBridge is off", _DATA, _given(eventbridge=False)),
        example("the notification of another bucket", _DATA, _given("other", eventbridge=True)),
    ),
)
