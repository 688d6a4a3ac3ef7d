"""Alarms and their topics."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from twin.graph import Node

from ._cases import ALARM, ARCHIVE, HOME, TOPIC, TOPIC_POLICY, WHOLE, document, made, right, wrong
from .deliveries import allow
from .keys import KEY_ARN, KEY_ID, USE, key_with, root

TOPIC_ARN = f"arn:aws:sns:{HOME}:{ARCHIVE}:alerts"
_ALARM = made(
    ALARM,
    inputs={"name": "root-use", "alarmActions": [TOPIC_ARN, "arn:aws:automate:us-east-1:ec2:stop"]},
    account=ARCHIVE,
)
_FROM_ALARMS = {"ArnLike": {"aws:SourceArn": f"arn:aws:cloudwatch:{HOME}:{ARCHIVE}:alarm:*"}}


def _topic(key: str | None = None) -> Node:
    return made(TOPIC, "topic", {"name": "alerts", "kmsMasterKeyId": key}, account=ARCHIVE, outputs={"arn": TOPIC_ARN})


def _topic_policy(condition: Mapping[str, Any]) -> Node:
    statement = allow("cloudwatch", "sns:Publish", TOPIC_ARN, condition)
    return made(TOPIC_POLICY, "policy", {"arn": TOPIC_ARN, "policy": document(statement)}, account=ARCHIVE)


_ALARM_KEY = key_with(
    root(),
    allow("cloudwatch", USE, "*", {"StringEquals": {"kms:EncryptionContext:aws:sns:topicArn": TOPIC_ARN}}),
    name="key",
)
right(
    "alarms-heard", "through a policy and a key", WHOLE, _ALARM_KEY, _topic(KEY_ID), _topic_policy(_FROM_ALARMS), _ALARM
)
right("alarms-heard", "the default policy", WHOLE, _topic(), _ALARM)
right(
    "alarms-heard",
    "beside another topic",
    WHOLE,
    made(TOPIC, "other", {"kmsMasterKeyId": "alias/aws/sns"}, outputs={"arn": f"{TOPIC_ARN}-other"}),
    made(TOPIC_POLICY, "others", {"arn": f"{TOPIC_ARN}-other", "policy": document(root())}),
    _topic(),
    _ALARM,
)
right("alarms-heard", "a topic of another stack", _ALARM)
wrong("alarms-heard", "no topic", WHOLE, _ALARM)
wrong(
    "alarms-heard",
    "another alarm's topic",
    _topic(),
    _topic_policy({"ArnLike": {"aws:SourceArn": "arn:aws:cloudwatch:*:*:alarm:other"}}),
    _ALARM,
)
wrong(
    "alarms-heard",
    "a key that lets nobody in",
    key_with(root(), name="key"),
    _topic(KEY_ARN),
    _topic_policy(_FROM_ALARMS),
    _ALARM,
)
wrong("alarms-heard", "SNS's own key", WHOLE, _topic("alias/aws/sns"), _ALARM)
