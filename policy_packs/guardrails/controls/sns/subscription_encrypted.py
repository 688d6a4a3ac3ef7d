"""Subscriptions deliver over HTTPS rather than plain HTTP.

Source: SNS developer guide, "Message delivery to HTTP/S endpoints".
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"


def _check(subscription: Resource) -> Iterator[str]:
    if subscription.text("protocol") == "http":
        yield "messages are delivered over plain HTTP; got protocol http, expected https"


def _to(protocol: str, endpoint: str) -> Given:
    topic = "arn:aws:sns:eu-west-1:111122223333:alerts"
    return Given(_SUBSCRIPTION, {"topic": topic, "protocol": protocol, "endpoint": endpoint})


CONTROL = Control(
    id="sns.subscription-encrypted",
    title="Subscriptions deliver over HTTPS rather than plain HTTP",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="On the way of a plain HTTP delivery, anybody can read the message and change it.",
    fix="set protocol to https and give the endpoint a certificate",
    rules=(ResourceRule((_SUBSCRIPTION,), _check),),
    good=(
        example("HTTPS", _to("https", "https://alerts.example.com/")),
        example("a queue", _to("sqs", "arn:aws:sqs:eu-west-1:111122223333:alerts")),
    ),
    bad=(example("plain HTTP", _to("http", "http://alerts.example.com/")),),
)
