"""Queues refuse plain HTTP.

Source: SQS developer guide, "Enforce encryption of data in transit".
"""

from collections.abc import Iterator

from .._documents import denies_plain_http, statements
from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack

_QUEUE = "aws:sqs/queue:Queue"
_POLICY = "aws:sqs/queuePolicy:QueuePolicy"


def _check(queue: Resource, stack: Stack) -> Iterator[str]:
    policies = [queue] if "policy" in queue else stack.sidecars(queue, _POLICY, by="queueUrl")
    found = [statement for policy in policies for statement in statements(policy, "policy")]
    if not any(denies_plain_http(statement, "sqs:SendMessage") for statement in found):
        yield (
            f"requests over plain HTTP are accepted; got {len(found)} statements without such a deny, "
            "expected a Deny of sqs:SendMessage for everybody where aws:SecureTransport is false"
        )


def _document(effect: str = "Deny", secure: str = "false", action: str = "sqs:*") -> dict[str, object]:
    statement = {
        "Effect": effect,
        "Principal": "*",
        "Action": action,
        "Resource": "arn:aws:sqs:eu-west-1:111122223333:orders",
        "Condition": {"Bool": {"aws:SecureTransport": secure}},
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _own(document: object) -> Given:
    return Given(_QUEUE, {"name": "orders", "policy": document})


_ORDERS = Given(_QUEUE, {"name": "orders"}, name="queue")

CONTROL = Control(
    id="sqs.queue-tls-only",
    title="Queues refuse plain HTTP",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="An old client that speaks plain HTTP shows its messages and its signed requests to the network.",
    fix="add a Deny for everybody where aws:SecureTransport is false to the policy of the queue",
    rules=(StackRule((_QUEUE,), _check),),
    good=(
        example("a deny in its own policy", _own(_document())),
        example("a deny of one action", _own(_document(action="sqs:SendMessage"))),
        example(
            "a deny in a policy beside it",
            _ORDERS,
            Given(_POLICY, {"queueUrl": Ref("queue", "id"), "policy": _document()}, name="policy"),
        ),
    ),
    bad=(
        example("everything omitted", Given(_QUEUE)),
        example("an allow", _own(_document("Allow"))),
        example("a deny of HTTPS", _own(_document(secure="true"))),
        example("a deny of another action", _own(_document(action="sqs:TagResource"))),
        example(
            "the policy of another queue",
            _ORDERS,
            Given(_POLICY, {"queueUrl": "other", "policy": _document()}, name="policy"),
        ),
    ),
)
