"""Engagement plans reach somebody in each stage."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_PLAN = "aws:ssmcontacts/plan:Plan"


def _check_stage(stage: Block) -> Iterator[str]:
    if not stage.blocks("targets"):
        yield f"the stage passes in silence; got no {stage.path('targets')}, expected a contact or a channel"


def _check(plan: Resource) -> Iterator[str]:
    stages = plan.blocks("stages")
    if not stages:
        yield "nobody is called; got no stages, expected one with a contact or a channel"
    yield from each(stages, _check_stage)


_ON_CALL = {"contactTargetInfo": {"contactId": "arn:aws:ssm-contacts:us-east-1:1:contact/a", "isEssential": True}}


def _given(*targets: list[dict[str, Any]]) -> Given:
    return Given(_PLAN, {"contactId": "a", "stages": [{"durationInMinutes": 5, "targets": some} for some in targets]})


CONTROL = Control(
    id="ssmcontacts.plan-notifies",
    title="Engagement plans reach somebody in each stage",
    practices=("response.plan",),
    severity=Severity.LOW,
    why="The minutes of an empty stage are minutes in which nobody knows of the incident.",
    fix="add targets to the stage",
    rules=(ResourceRule((_PLAN,), _check),),
    good=(example("a contact in each stage", _given([_ON_CALL], [_ON_CALL])),),
    bad=(
        example("everything omitted", Given(_PLAN)),
        example("no stage", _given()),
        example("an empty stage", _given([_ON_CALL], [])),
    ),
)
