"""Only plain data gets in, each kind of it as meant; all else is refused with its line, and nothing is built from it.

Not proven: that other YAML readers agree on what is accepted; PyYAML's safe loader is asked as one of them.
"""

from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from organizations._yaml import MAX_DEPTH, MAX_VALUES, read
from organizations.problems import UNKNOWN, Finding

_OF_NUMBERS = {*"+-.0123456789"}
# PyYAML writes some of what other readers see as a number, such as 0E0, without quotes; it is refused then.
KEYS = st.text(st.characters(codec="utf-8", exclude_categories=["C"])).filter(lambda text: text[:1] not in _OF_NUMBERS)
PLAIN = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**17), 10**17) | KEYS,
    lambda inner: st.lists(inner, max_size=5) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=20,
)


def only(text: str) -> Finding:
    [finding] = read(text).findings
    return finding


@settings(deadline=None)
@given(PLAIN)
def test_plain_data_is_read_as_it_was_written(data: Any) -> None:
    assert read(yaml.safe_dump(data, allow_unicode=True)).data == data


@settings(deadline=None)
@given(st.text(alphabet="abcno01289+-_.:eE~xyfalsetrue ", max_size=12))
def test_unquoted_text_is_read_as_other_readers_do_or_refused(text: str) -> None:
    document = read(f"key: {text}\n")
    if document.data is not UNKNOWN and not document.findings:
        assert document.data == yaml.safe_load(f"key: {text}\n")


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("a: 1", 1),
        ("a: -1", -1),
        ("a: 0", 0),
        ("a: 1.50", 1.5),
        ("a: true", True),
        ("a: False", False),
        ("a:", None),
        ("a: ~", None),
        ("a: null", None),
        ("a: text", "text"),
        ("a: 'no'", "no"),
        ('a: "012"', "012"),
        ("a: |\n  two\n  lines\n", "two\nlines\n"),
        ("a: +1-206-555-0100", "+1-206-555-0100"),
        ("a: 10.0.0.0/16", "10.0.0.0/16"),
    ],
)
def test_values_mean_what_they_look_like(text: str, value: object) -> None:
    document = read(text)
    assert document.findings == []
    assert document.data == {"a": value}
    assert type(document.data["a"]) is type(value)


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        *((text, "a switch") for text in ("no", "No", "NO", "yes", "on", "OFF")),
        *((text, "a number") for text in ("012345678901", "0123", "0x10", "0o17", "1_000")),
        *((text, "a number") for text in ("1:30", "+1", "1e3", "1.", ".5", "9" * 5000, ".nan", "-.inf")),
        *((text, "a date") for text in ("2026-01-01", "2026-01-01 10:00:00")),
        ("<<", "a merge"),
        ("=", "a default value"),
    ],
)
def test_values_that_readers_disagree_on_are_to_be_quoted(text: str, seen: str) -> None:
    document = read(f"first: 1\na: {text}\n")
    [finding] = document.findings
    assert document.data == {"first": 1, "a": UNKNOWN}
    assert (finding.location, finding.line, finding.value) == (("a",), 2, text)
    assert seen in finding.expected
    assert "in quotes" in finding.fix


@pytest.mark.parametrize("key", ["no", "1", "1.5", "~", "null", "2026-01-01", "true", "<<", "012"])
def test_keys_that_are_not_text_are_to_be_quoted_and_read_as_text(key: str) -> None:
    document = read(f"{key}: x\n")
    assert document.data == {key: "x"}
    [finding] = document.findings
    assert finding.value == key
    assert finding.fix == f'write "{key}" in quotes'
    assert read(f'"{key}": x\n').findings == []


@pytest.mark.parametrize("key", ["[a, b]", "{a: b}", "? [a]\n"])
def test_keys_that_are_no_values_are_left_out(key: str) -> None:
    document = read(f"{key}: x\n")
    assert document.data == {}
    assert [each.expected for each in document.findings] == ["text as a key"]


def test_a_repeated_key_is_reported_with_both_lines_and_the_first_counts() -> None:
    document = read("a: 1\nb:\n  c: 1\n  d: 2\n  c: 3\n")
    assert document.data == {"a": 1, "b": {"c": 1, "d": 2}}
    [finding] = document.findings
    assert (finding.location, finding.value, finding.line) == (("b", "c"), "c", 5)
    assert "line 3" in finding.expected


def test_a_bomb_of_aliases_is_refused_unexpanded() -> None:
    lines = ["a0: &a0 [lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 30)]
    document = read("\n".join(lines))
    assert [len(value) for value in document.data.values()] == [1] + [10] * 29
    assert {each.fix for each in document.findings} == {"remove the anchor", "write the value out"}


@pytest.mark.parametrize(
    "text", ["a: &x 1\n", "a: [&x 1]\n", "&x a: 1\n", "a: &x {b: 1}\n", "a: *x\n", "*x : 1\n", "&a [*a]\n"]
)
def test_anchors_and_aliases_are_refused(text: str) -> None:
    assert {each.fix for each in read(text).findings} <= {"remove the anchor", "write the value out"}
    assert read(text).findings


@pytest.mark.parametrize(
    "tag", ["!!python/object/apply:os.system", "!!str", "!!binary", "!!int", "!custom", "!", "!!set", "!<tag:x,y:z>"]
)
def test_tags_are_refused_and_build_nothing(tag: str) -> None:
    for text in (f"a: {tag} x\n", f"a: {tag} [x]\n", f"a: {tag} {{x: y}}\n"):
        document = read(text)
        assert document.data == {"a": UNKNOWN}
        assert [(each.location, each.fix) for each in document.findings] == [(("a",), "remove the tag")]
    assert read(f"{tag} a: 1\n").data == {}


def test_the_first_document_is_the_only_one() -> None:
    finding = only("a: 1\n---\nb: 2\n")
    assert (finding.line, finding.expected) == (2, "a single document")
    assert read("a: 1\n---\nb: 2\n").data is UNKNOWN
    assert read("---\na: 1\n...\n").data == {"a": 1}


@pytest.mark.parametrize("opening", ["[", "{", "{a: ", "- ", "? ", "[{a: "])
def test_deep_nesting_is_refused_on_the_way_down(opening: str) -> None:
    document = read(opening * 100_000)
    assert document.data is UNKNOWN
    assert [each.expected for each in document.findings] == [f"at most {MAX_DEPTH} levels of nesting"]


def test_as_much_nesting_as_is_allowed_is_read() -> None:
    assert read("[" * MAX_DEPTH + "]" * MAX_DEPTH).findings == []


def test_too_many_values_are_refused_on_the_way() -> None:
    document = read("- 1\n" * (2 * MAX_VALUES))
    assert document.data is UNKNOWN
    assert [each.expected for each in document.findings] == [f"at most {MAX_VALUES} values"]


@pytest.mark.parametrize(
    ("text", "line", "fix"),
    [
        ("a:\n\tb: 1\n", 2, "indent with spaces, not tabs"),
        ("a:\n  \tb: 1\n", 2, "indent with spaces, not tabs"),
        ("a: b: c\n", 1, "look at indentation"),
        ("a: 1\n b: 2\n", 2, "look at indentation"),
        ('a: "open\n', 2, "look at indentation"),
        ("a: [1, 2\nb: 3\n", 2, "look at indentation"),
        ("%YAML 2.0\n---\na: 1\n", 1, "look at indentation"),
    ],
)
def test_what_is_not_yaml_is_located(text: str, line: int, fix: str) -> None:
    finding = only(text)
    assert read(text).data is UNKNOWN
    assert finding.line == line
    assert finding.expected.startswith("YAML (")
    assert finding.fix.startswith(fix)


def test_each_location_has_the_line_of_its_key() -> None:
    lines = read("a:\n  b:\n    - 1\n    - c: 2\n").lines
    assert lines == {(): 1, ("a",): 1, ("a", "b"): 2, ("a", "b", 0): 3, ("a", "b", 1): 4, ("a", "b", 1, "c"): 4}
