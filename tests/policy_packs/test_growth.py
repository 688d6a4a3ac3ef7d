"""What stack rules cost grows with the stack and no faster, counted in calls of functions rather than in time.

Each control judges its own examples over and over, with names of their own, before and after their deploy. Not
proved: how long a call takes, nor what loops cost that call nothing, such as the search for a text in a long one.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator
from types import FrameType
from typing import Any

import pytest

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._evaluation import Judge
from policy_packs.guardrails.controls._model import Control, StackRule
from policy_packs.guardrails.controls._resources import Resource, Stack
from policy_packs.guardrails.controls._wire import plain
from tests.policy_packs import _engine as engine
from tests.policy_packs._engine import Moment

FEW, MANY = 4, 16
JUDGED = [
    pytest.param(control, id=control.id)
    for control in catalogue()
    if any(isinstance(rule, StackRule) for rule in control.rules)
]


def _resources(control: Control, moment: Moment, copies: int) -> Iterator[Resource]:
    for number in range(copies):
        for index, example in enumerate((*control.good, *control.bad)):
            for planned in engine.renamed(engine.plan(example, moment), f"-{index}-{number}"):
                yield Resource(
                    planned.type,
                    plain({**planned.outputs, **planned.inputs}),
                    urn=planned.urn,
                    name=planned.name,
                    property_dependencies=planned.property_dependencies,
                )


def _calls(control: Control, resources: list[Resource]) -> int:
    """How many functions are called while the control judges the stack."""
    count = 0

    def profile(frame: FrameType, event: str, argument: Any) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    findings = Judge([control]).stack(Stack(resources))
    sys.setprofile(profile)
    try:
        for _ in findings:
            pass
    finally:
        sys.setprofile(before)
    return count


@pytest.mark.parametrize("moment", [Moment.PREVIEW, Moment.UPDATE], ids=lambda moment: moment.name.lower())
@pytest.mark.parametrize("control", JUDGED)
def test_four_times_the_stack_costs_about_four_times_as_much(control: Control, moment: Moment) -> None:
    few, many = (list(_resources(control, moment, copies)) for copies in (FEW, MANY))
    _calls(control, many)  # What is read once for all stacks isn't counted.
    assert _calls(control, many) < 1.5 * (MANY / FEW) * _calls(control, few)
