"""Queues are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_QUEUE = "aws:sqs/queue:Queue"


def _is_clear(queue: Resource) -> bool:
    # SQS encrypts by its own key unless told otherwise.
    return "kmsMasterKeyId" not in queue and not queue.flag("sqsManagedSseEnabled", default=True)


def _check(queue: Resource) -> Iterator[str]:
    if _is_clear(queue):
        yield "messages are stored in the clear; got sqsManagedSseEnabled false and no key, expected either"


def _mend(queue: Resource) -> dict[str, bool]:
    return {"sqsManagedSseEnabled": True} if _is_clear(queue) else {}


CONTROL = Control(
    id="sqs.queue-encrypted",
    title="Queues are encrypted at rest",
    practices=("data.at-rest", "data.sse-and-client-side"),
    severity=Severity.MEDIUM,
    why="Messages wait on disk for up to two weeks, with everything that the application puts into them.",
    fix="set kmsMasterKeyId, or leave sqsManagedSseEnabled out",
    rules=(ResourceRule((_QUEUE,), _check, _mend),),
    tier=Tier.MINIMAL,
    detection=(SecurityHubControl("SQS.1"),),
    frameworks={Framework.FSBP: ("SQS.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_27",), Tool.CONTROL_TOWER: ("SQS.PR.2",), Tool.TRIVY: ("AWS-0096",)},
    good=(
        example("everything omitted, so SQS encrypts by its own key", Given(_QUEUE)),
        example("a key of one's own", Given(_QUEUE, {"kmsMasterKeyId": "alias/orders"})),
        example("a key instead of SQS's own", Given(_QUEUE, {"kmsMasterKeyId": "a", "sqsManagedSseEnabled": False})),
        example("SQS's own key", Given(_QUEUE, {"sqsManagedSseEnabled": True})),
    ),
    bad=(example("switched off", Given(_QUEUE, {"sqsManagedSseEnabled": False})),),
)
