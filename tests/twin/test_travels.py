"""Findings are followed from their event to people, and what breaks on the way is seen.

Not proved: EventBridge's content filters besides prefixes, which are refused.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.finding_routes import pattern
from twin.travels import finding, matches

EVENT = finding("111122223333", "us-east-1", "high")


def test_a_finding_is_picked_by_the_pattern_of_its_severity_alone() -> None:
    assert matches(pattern("high"), EVENT)
    assert not matches(pattern("critical"), EVENT)


@pytest.mark.parametrize(
    ("pattern", "picked"),
    [
        ({"source": ["aws.securityhub"]}, True),
        ({"source": ["aws.s3", "aws.securityhub"]}, True),
        ({"source": [{"prefix": "aws."}]}, True),
        ({"source": [{"prefix": "com."}]}, False),
        ({"detail": {"findings": {"Resources": {"Type": ["AwsEc2Instance"]}}}}, True),
        ({"detail": {"findings": {"Resources": {"Type": ["AwsS3Bucket"]}}}}, False),
        ({"detail": {"nothing": ["x"]}}, False),
        ({"detail": {"findings": ["x"]}}, False),
        (None, False),
    ],
)
def test_patterns_pick_as_eventbridge_does(pattern: Any, picked: bool) -> None:
    assert matches(pattern, EVENT) is picked


def test_a_comparison_that_is_not_known_is_refused() -> None:
    with pytest.raises(ValueError, match="anything-but"):
        matches({"source": [{"anything-but": "x"}]}, EVENT)


_VALUES = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=3),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from("abc"), inner, max_size=3),
)


@given(st.dictionaries(st.sampled_from("abc"), st.text(max_size=3), min_size=1), _VALUES)
def test_an_event_is_picked_by_a_pattern_made_from_it(event: dict[str, str], noise: Any) -> None:
    wanted = {name: [value, "another"] for name, value in event.items()}
    assert matches(wanted, event)
    assert matches(wanted, {**event, "noise": noise})
    assert matches({"items": wanted}, {"items": [noise, event]})
