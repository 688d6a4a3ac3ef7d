"""The table of runtimes is complete for the installed pulumi-aws and reads as dates.

Not proved: that AWS keeps to the dates; they are planned, and AWS moves them.
"""

from __future__ import annotations

import importlib
from datetime import date

from pulumi_aws import lambda_

rule = importlib.import_module("policy_packs.guardrails.controls.lambda.runtime_supported")


def test_every_runtime_that_the_sdk_knows_is_in_the_table() -> None:
    assert not {runtime.value for runtime in lambda_.Runtime} - set(rule.DEPRECATIONS)


def test_the_dates_are_dates_and_some_lie_on_either_side_of_the_day_of_reading() -> None:
    read_on = date.fromisoformat(rule.READ_ON)
    ended = [date.fromisoformat(day) <= read_on for day in rule.DEPRECATIONS.values()]
    assert any(ended) and not all(ended)
