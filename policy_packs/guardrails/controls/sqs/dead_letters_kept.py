"""Queues set messages aside that nobody can process."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack

_QUEUE = "aws:sqs/queue:Queue"
_REDRIVE = "aws:sqs/redrivePolicy:RedrivePolicy"
_ALLOW = "aws:sqs/redriveAllowPolicy:RedriveAllowPolicy"


def _dead_letter_queues(stack: Stack) -> frozenset[str]:
    """The known ARNs of the queues that others set messages aside in."""
    sources = [source for source in stack.of_type(_QUEUE, _REDRIVE) if source.is_known("redrivePolicy")]
    policies = [source.json("redrivePolicy") or {} for source in sources]
    return frozenset(str(policy.get("deadLetterTargetArn")) for policy in policies)


def _is_target(queue: Resource, stack: Stack) -> bool:
    """Whether the queue is one that others set messages aside in."""
    if not stack.once(_dead_letter_queues).isdisjoint(queue.identifiers()):
        return True
    return bool(stack.sidecars(queue, _QUEUE, _REDRIVE, by="redrivePolicy.deadLetterTargetArn"))


def _check(queue: Resource, stack: Stack) -> Iterator[str]:
    said = "redrivePolicy" in queue or "redriveAllowPolicy" in queue
    if not said and not stack.sidecars(queue, _REDRIVE, _ALLOW, by="queueUrl") and not _is_target(queue, stack):
        yield "one bad message is tried for ever or lost; got no redrivePolicy, expected a queue for dead letters"


_DEAD = Given(_QUEUE, {"name": "dead"}, name="dead")
_POLICY = {"deadLetterTargetArn": Ref("dead", "arn"), "maxReceiveCount": 5}
_ARN = '{"deadLetterTargetArn":"arn:aws:sqs:us-east-1:111122223333:dead","maxReceiveCount":5}'

CONTROL = Control(
    id="sqs.dead-letters-kept",
    title="Queues set messages aside that nobody can process",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    why="A message that crashes its reader blocks the others or is gone without a trace.",
    fix="set redrivePolicy to another queue and a maxReceiveCount",
    rules=(StackRule((_QUEUE,), _check),),
    detection=(ConfigRule("SQS_QUEUE_DLQ_CHECK"),),
    tier=Tier.REGULATED,
    equivalents={Tool.CONTROL_TOWER: ("SQS.PR.1",)},
    good=(
        example("a queue elsewhere", Given(_QUEUE, {"redrivePolicy": _ARN})),
        example("a queue beside it", _DEAD, Given(_QUEUE, {"redrivePolicy": _POLICY}, name="orders")),
        example(
            "a policy beside it",
            _DEAD,
            Given(_QUEUE, name="orders"),
            Given(_REDRIVE, {"queueUrl": Ref("orders", "url"), "redrivePolicy": _POLICY}, name="redrive"),
        ),
        example("takes dead letters", Given(_QUEUE, {"redriveAllowPolicy": '{"redrivePermission":"allowAll"}'})),
        example(
            "takes dead letters by a policy beside it",
            Given(_QUEUE, name="dead"),
            Given(_ALLOW, {"queueUrl": Ref("dead", "url"), "redriveAllowPolicy": "{}"}, name="allow"),
        ),
    ),
    bad=(
        example("everything omitted", Given(_QUEUE)),
        example("another queue has one", Given(_QUEUE, {"redrivePolicy": _ARN}, name="a"), Given(_QUEUE, name="b")),
    ),
)
