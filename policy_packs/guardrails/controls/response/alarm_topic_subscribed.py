"""Somebody hears the topics to which alarms and events are sent."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import SUBSCRIPTION, TARGET, TOPIC

_SENDERS = {
    "aws:cloudwatch/compositeAlarm:CompositeAlarm": ("alarmActions",),
    "aws:cloudwatch/metricAlarm:MetricAlarm": ("alarmActions",),
    TARGET: ("arn",),
}


def _is_alarmed(topic: Resource, stack: Stack) -> bool:
    return any(stack.sidecars(topic, type, by=name) for type, names in _SENDERS.items() for name in names)


def _check(topic: Resource, stack: Stack) -> Iterator[str]:
    if _is_alarmed(topic, stack) and not stack.sidecars(topic, SUBSCRIPTION, by="topic"):
        yield "alarms go nowhere; got no TopicSubscription of the topic, expected one"


_ALERTS = Given(TOPIC, {"name": "alerts"}, name="alerts")
_TO_ALERTS = Ref("alerts", "arn")
_ARN = "arn:aws:sns:us-east-1:111122223333:another"


def _subscription(topic: Any) -> Given:
    inputs = {"topic": topic, "protocol": "email", "endpoint": "security@anycompany.com"}
    return Given(SUBSCRIPTION, inputs, name="subscription")


def _sender(type: str, name: str, topic: Any) -> Given:
    return Given(type, {name: topic if name == "arn" else [topic]}, name="sender")


_CASES = [(type, name) for type, names in _SENDERS.items() for name in names]

CONTROL = Control(
    id="response.alarm-topic-subscribed",
    title="Somebody hears the topics to which alarms and events are sent",
    practices=("response.plan", "logging.cloudwatch"),
    severity=Severity.MEDIUM,
    why="An alarm that nobody receives is found in the review after the incident.",
    fix="add a TopicSubscription to the topic",
    rules=(StackRule((TOPIC,), _check),),
    good=(
        example("everything omitted", Given(TOPIC)),
        example("a topic of an application", _ALERTS),
        example("an alarm for another topic", _ALERTS, _sender(*_CASES[1], _ARN)),
        *(
            example(
                f"a subscription: {type}",
                _ALERTS,
                _sender(type, name, _TO_ALERTS),
                _subscription(Ref("alerts")),
            )
            for type, name in _CASES
        ),
    ),
    bad=(
        *(example(f"no subscription: {type}", _ALERTS, _sender(type, name, _TO_ALERTS)) for type, name in _CASES),
        example("another's", _ALERTS, _sender(*_CASES[0], _TO_ALERTS), _subscription(_ARN)),
    ),
)
