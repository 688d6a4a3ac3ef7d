"""Copies of snapshots to other regions are encrypted with a key of yours."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import POLICY, by_event, by_schedule, event_copies, schedule_copies


def _check(policy: Resource) -> Iterator[str]:
    yield from each([*event_copies(policy), *schedule_copies(policy)], _check_copy)


def _check_copy(copy: Block) -> Iterator[str]:
    if "cmkArn" not in copy:
        yield f"no other account can restore the copy; got no {copy.path('cmkArn')}, expected the ARN of a key of yours"


_KEY = Given("aws:kms/key:Key", {"enableKeyRotation": True}, name="key")

CONTROL = Control(
    id="dlm.copies-use-own-key",
    title="Copies of snapshots to other regions are encrypted with a key of yours",
    practices=("data.kms", "response.plan"),
    severity=Severity.LOW,
    why="With AWS's key the copy can't leave the account, which is what it is for once the account is lost.",
    fix="set cmkArn of each copy to a key of yours in the other region",
    tier=Tier.REGULATED,
    rules=(ResourceRule((POLICY,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_254", "CKV_AWS_256")},
    good=(
        example("everything omitted", Given(POLICY)),
        example("a copy by a schedule", _KEY, by_schedule({"encrypted": True, "cmkArn": Ref("key", "arn")})),
        example("a copy of a shared snapshot", _KEY, by_event({"encrypted": True, "cmkArn": Ref("key", "arn")})),
    ),
    bad=(
        example("a copy by a schedule with AWS's key", by_schedule({"encrypted": True})),
        example("a copy of a shared snapshot with AWS's key", by_event({"encrypted": True})),
        example("a copy of a shared snapshot that does not say", by_event(None)),
    ),
)
