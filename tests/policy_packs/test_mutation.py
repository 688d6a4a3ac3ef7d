"""The examples notice nearly every condition that is broken, and the mutation testing itself works.

Not proved: that no condition is missing; what services share is left to `python -m tests.policy_packs.mutation`.
"""

from __future__ import annotations

from dataclasses import replace

import pytest

from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control
from tests.policy_packs.mutation import score

PARTS = 8


@pytest.mark.parametrize("part", range(PARTS))
def test_nine_of_ten_broken_conditions_are_noticed(part: int) -> None:
    found = score([control for control in catalogue() if control.rules][part::PARTS], helpers=False)
    assert found.mutants > 100
    assert found.killed >= 0.9, [f"{each.file}:{each.line}: {each.change}" for each in found.survivors]


def _control(id: str) -> Control:
    return next(control for control in catalogue() if control.id == id)


def test_a_control_without_telling_examples_has_survivors() -> None:
    telling = _control("s3.bucket-tls-only")
    mute = replace(telling, good=(), bad=telling.bad[:1])
    assert score([telling], helpers=False).killed > 0.9 > score([mute], helpers=False).killed


def test_what_a_service_shares_is_broken_too() -> None:
    shared = [control for control in catalogue() if control.id.startswith("dlm.")]
    assert score(shared).mutants > score(shared, helpers=False).mutants
