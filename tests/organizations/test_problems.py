"""Locations, values and reports are shown on one line that a terminal can't be tricked with."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from organizations.problems import OrganizationFileError, Problem, counted, dotted, printable, shown


def test_the_report_has_a_line_for_the_count_and_one_for_each_problem() -> None:
    problems = [Problem("", "nothing", "something", "write it"), Problem("a.b", "1", "2", "write 2", 7)]
    assert str(OrganizationFileError("f.yaml", problems)) == (
        "2 problems in f.yaml\n"
        "f.yaml: got nothing; expected something; write it\n"
        "f.yaml:7: a.b: got 1; expected 2; write 2"
    )


def test_locations_are_written_as_paths() -> None:
    assert dotted(("accounts", "payments", "email")) == "accounts.payments.email"
    assert dotted(("regions", 1)) == "regions[1]"
    assert dotted(()) == ""


@pytest.mark.parametrize(
    ("value", "text"),
    [
        (None, "nothing"),
        (True, "true"),
        (1.5, "1.5"),
        ("a", '"a"'),
        ([], "a list of 0 items"),
        ({1: 1}, "a mapping of 1 key"),
    ],
)
def test_values_are_shown(value: object, text: str) -> None:
    assert shown(value) == text


def test_one_is_singular() -> None:
    assert [counted(number, "unit") for number in (0, 1, 2)] == ["0 units", "1 unit", "2 units"]


@given(st.text())
def test_any_text_is_shown_printable_and_short(text: str) -> None:
    assert printable(text).isprintable()
    assert shown(text).isprintable()
    assert len(shown(text)) <= 82
    assert dotted((text, text)).isprintable()
