"""Topics refuse plain HTTP.

Source: SNS developer guide, "Enforce encryption of data in transit".
"""

from collections.abc import Iterator

from .._documents import denies_plain_http, statements
from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack

_TOPIC = "aws:sns/topic:Topic"
_POLICY = "aws:sns/topicPolicy:TopicPolicy"


def _check(topic: Resource, stack: Stack) -> Iterator[str]:
    # Once deployed, a topic shows the policy that it has, whoever wrote it.
    policies = (*stack.sidecars(topic, _POLICY, by="arn"), topic)
    found = [statement for policy in policies for statement in statements(policy, "policy")]
    if not any(denies_plain_http(statement, "sns:Publish") for statement in found):
        yield (
            f"requests over plain HTTP are accepted; got {len(found)} statements without such a deny, "
            "expected a Deny of sns:Publish for everybody where aws:SecureTransport is false"
        )


def _document(effect: str = "Deny", secure: str = "false", action: str = "sns:*") -> dict[str, object]:
    statement = {
        "Effect": effect,
        "Principal": "*",
        "Action": action,
        "Resource": "arn:aws:sns:eu-west-1:111122223333:orders",
        "Condition": {"Bool": {"aws:SecureTransport": secure}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _own(document: object) -> Given:
    return Given(_TOPIC, {"name": "orders", "policy": document})


_ORDERS = Given(_TOPIC, {"name": "orders"}, name="topic")

CONTROL = Control(
    id="sns.topic-tls-only",
    title="Topics refuse plain HTTP",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="An old client that speaks plain HTTP shows its messages and its signed requests to the network.",
    fix="add a Deny for everybody where aws:SecureTransport is false to the policy of the topic",
    rules=(StackRule((_TOPIC,), _check),),
    good=(
        example("a deny in its own policy", _own(_document())),
        example("a deny of one action", _own(_document(action="sns:Publish"))),
        example(
            "a deny in a policy beside it",
            _ORDERS,
            Given(_POLICY, {"arn": Ref("topic", "arn"), "policy": _document()}, name="policy"),
        ),
    ),
    bad=(
        example("everything omitted", Given(_TOPIC)),
        example("an allow", _own(_document("Allow"))),
        example("a deny of HTTPS", _own(_document(secure="true"))),
        example("a deny of another action", _own(_document(action="sns:TagResource"))),
        example(
            "the policy of another topic",
            _ORDERS,
            Given(_POLICY, {"arn": "other", "policy": _document()}, name="policy"),
        ),
    ),
)
