"""Patterns of metric filters: which events they match, whatever their spelling.

Not proved: that CloudWatch Logs matches the same; its own tests of patterns aren't published.
"""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls.cloudwatch._patterns import Unreadable, parsed

_CALL = {"eventName": "StopLogging", "count": 3, "nested": {"flag": True, "none": None}}


@pytest.mark.parametrize(
    "pattern",
    [
        "{ $.eventName = StopLogging }",
        '{$.eventName="StopLogging"}',
        '{ $.eventName = "Stop*" }',
        "{ ($.eventName = StopLogging) && ($.other NOT EXISTS) }",
        "{ $.other = a || $.eventName = StopLogging && $.eventName = Stop* }",
        "{ ($.other = a && $.other = b) || (($.eventName = StopLogging)) }",
        "{ $.eventName != StartLogging }",
        "{ $.other != a }",
        "{ $.nested.flag IS TRUE }",
        "{ $.nested.none IS NULL }",
        "{ $.eventName EXISTS }",
        "{ $.nested.flag not exists || $.eventName exists }",
    ],
)
def test_it_matches(pattern: str) -> None:
    assert parsed(pattern)(_CALL)


@pytest.mark.parametrize(
    "pattern",
    [
        "{ $.eventName = StartLogging }",
        "{ $.eventName = Stop }",
        "{ $.eventName != StopLogging }",
        "{ $.eventName = StopLogging && $.other = a }",
        "{ ($.eventName = StopLogging || $.other = a) && $.other = b }",
        "{ $.count = 3 }",
        "{ $.other EXISTS }",
        "{ $.eventName NOT EXISTS }",
        "{ $.nested.flag IS FALSE }",
        "{ $.other IS NULL }",
        "{ $.eventName.deeper EXISTS }",
    ],
)
def test_it_does_not_match(pattern: str) -> None:
    assert not parsed(pattern)(_CALL)


@pytest.mark.parametrize(
    "pattern",
    [
        *("", "ERROR", "[ip, user]", "{", "{ }", "{ eventName = a }", "{ $.eventName }", "{ $.eventName = }"),
        *(
            "{ $.a = b",
            "{ ($.a = b }",
            "{ $.a = b } more",
            "{ $.a = b c }",
            "{ $.a IS }",
            "{ $.a IS ODD }",
            "{ $.a > }",
        ),
        *('{ $.a = "b }', "{ $.a & b }", "{" + "(" * 5000 + "$.a = b" + ")" * 5000 + "}"),
    ],
)
def test_what_is_no_pattern_for_events_is_refused(pattern: str) -> None:
    with pytest.raises(Unreadable):
        parsed(pattern)


_NAMES = st.from_regex(r"[a-z][a-zA-Z]{0,5}", fullmatch=True)
_EVENTS = st.dictionaries(_NAMES, _NAMES)


@given(_EVENTS, st.lists(st.tuples(_NAMES, _NAMES), min_size=1, max_size=4))
def test_alternatives_match_when_one_does(event: Mapping[str, Any], pairs: list[tuple[str, str]]) -> None:
    each = [f'($.{name} = "{value}")' for name, value in pairs]
    ones = [event.get(name) == value for name, value in pairs]
    assert parsed("{" + " || ".join(each) + "}")(event) == any(ones)
    assert parsed("{" + " && ".join(each) + "}")(event) == all(ones)


@given(st.text(alphabet='{}()$.=!&|<>"\\ abIS\n'))
def test_any_text_is_read_or_refused(text: str) -> None:
    with suppress(Unreadable):
        parsed("{" + text + "}")({"a": "b"})
