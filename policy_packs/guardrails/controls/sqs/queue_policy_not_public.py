"""Policies of queues grant nothing to everybody."""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_QUEUE = "aws:sqs/queue:Queue"
_POLICY = "aws:sqs/queuePolicy:QueuePolicy"


def _check(resource: Resource) -> Iterator[str]:
    yield from public_grants(resource, "policy")


def _document(principal: object, **condition: dict[str, str]) -> dict[str, object]:
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "sqs:SendMessage",
        "Resource": "arn:aws:sqs:us-east-1:111122223333:orders",
        "Condition": condition,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _policy(document: object) -> Given:
    return Given(_POLICY, {"queueUrl": "https://sqs.us-east-1.amazonaws.com/111122223333/orders", "policy": document})


_TOPIC = {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:orders"}

CONTROL = Control(
    id="sqs.queue-policy-not-public",
    title="Policies of queues grant nothing to everybody",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Whoever may send can feed false work to the application; whoever may receive takes its messages away.",
    fix="name the principals, or add a condition on aws:SourceArn or aws:PrincipalOrgID",
    rules=(ResourceRule((_QUEUE, _POLICY), _check),),
    detection=(ConfigRule("SQS_QUEUE_NO_PUBLIC_ACCESS"), SecurityHubControl("SQS.3")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("SQS.3",), Framework.CIS_7_0: ("2.21",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_168", "CKV_AWS_387", "CKV_AWS_283")},
    good=(
        example("everything omitted", Given(_QUEUE)),
        example("one account", _policy(_document({"AWS": "arn:aws:iam::111122223333:root"}))),
        example("one topic", _policy(_document("*", ArnEquals=_TOPIC))),
    ),
    bad=(
        example("everybody", _policy(_document("*"))),
        example("everybody in the queue's own policy", Given(_QUEUE, {"policy": _document({"AWS": "*"})})),
        example("one topic, unless none is named", _policy(_document("*", ArnEqualsIfExists=_TOPIC))),
    ),
)
