"""Condition operators, policy variables and wildcards, each behaviour as the IAM User Guide states it.

Not proved: that AWS itself answers the same where its guide is silent (multivalued keys without a set qualifier,
ARN patterns of fewer than six components).
"""

import base64
import re
import time
from collections.abc import Mapping, Sequence
from typing import cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from twin.conditions import ConditionOperator, Context, ContextValue, Patterns, Style

KEY = "aws:Example"


def holds(
    operator: str, values: str | Sequence[str], context: Mapping[str, ContextValue], *, variables: bool = True
) -> bool:
    values = [values] if isinstance(values, str) else values
    return ConditionOperator(operator).test(KEY, values, variables=variables)(Context(context))


MATCHES: list[tuple[str, str | list[str], str | bool | int]] = [
    ("StringEquals", "eu-west-1", "eu-west-1"),
    ("StringEquals", ["a", "b"], "b"),
    ("StringEqualsIgnoreCase", "Eu-West-1", "eu-wEST-1"),
    ("StringLike", "eu-*-?", "eu-west-1"),
    ("StringLike", "*", ""),
    ("StringLike", "a.b", "a.b"),
    ("NumericEquals", "10", 10),
    ("NumericEquals", "10.0", "10"),
    ("NumericLessThan", "10", 9),
    ("NumericLessThan", ["1", "10"], 9),
    ("NumericLessThanEquals", "10", 10),
    ("NumericGreaterThan", "-1", 0),
    ("NumericGreaterThanEquals", "3600", 3600),
    ("DateEquals", "2026-01-01", "2026-01-01T00:00:00Z"),
    ("DateEquals", "2026", "2026-01-01"),
    ("DateEquals", "2026-01", "1767225600"),
    ("DateEquals", "2026-01-01T02:00:00+02:00", "2026-01-01T00:00:00Z"),
    ("DateLessThan", "2026-01-02T00:00:00Z", "2026-01-01T23:59:59.999Z"),
    ("DateLessThanEquals", "1767225600", "2026-01-01T00:00:00Z"),
    ("DateGreaterThan", "2026-01-01T00:00:00Z", "1767225600.5"),
    ("DateGreaterThanEquals", "2026-01-01", "2026-01-01"),
    ("Bool", "true", True),
    ("Bool", "TRUE", "true"),
    ("Bool", "false", False),
    ("BinaryEquals", base64.b64encode(b"key").decode(), base64.b64encode(b"key").decode()),
    ("IpAddress", "203.0.113.0/24", "203.0.113.7"),
    ("IpAddress", "203.0.113.7", "203.0.113.7"),
    ("IpAddress", "203.0.113.7/24", "203.0.113.99"),
    ("IpAddress", "2001:DB8:1234:5678::/64", "2001:db8:1234:5678::1"),
    ("IpAddress", ["10.0.0.0/8", "2001:db8::/32"], "2001:db8::1"),
    ("ArnEquals", "arn:aws:iam::*:role/deploy-*", "arn:aws:iam::111122223333:role/deploy-a/b:c"),
    ("ArnLike", "arn:aws:iam::11112222????:role/x", "arn:aws:iam::111122223333:role/x"),
    ("ArnLike", "arn:aws:sns:*", "arn:aws:sns:eu-west-1:111122223333:topic"),
    ("ArnLike", "*", "arn:aws:sns:eu-west-1:111122223333:topic"),
]

MISSES: list[tuple[str, str | list[str], str | bool | int]] = [
    ("StringEquals", "eu-west-1", "EU-WEST-1"),
    ("StringEquals", "eu-*", "eu-west-1"),
    ("StringEquals", "a", "ab"),
    ("StringEqualsIgnoreCase", ["a", "b"], "c"),
    ("StringLike", "eu-*", "EU-west-1"),
    ("StringLike", "a.b", "axb"),
    ("StringLike", "?", ""),
    ("NumericEquals", "10", "ten"),
    ("NumericLessThan", "10", 10),
    ("NumericGreaterThan", "10", 10),
    ("DateEquals", "2026-01-01", "yesterday"),
    ("DateLessThan", "2026-01-01", "2026-01-01"),
    ("DateGreaterThan", "2026-01-01", "2025-12-31T23:59:59Z"),
    ("Bool", "true", False),
    ("Bool", "true", "yes"),
    ("BinaryEquals", "QQ==", "not base64!"),
    ("BinaryEquals", "QQ==", "Qg=="),
    ("IpAddress", "203.0.113.0/24", "203.0.114.1"),
    ("IpAddress", "203.0.113.0/24", "2001:db8::1"),
    ("IpAddress", "203.0.113.0/24", "console.amazonaws.com"),
    ("ArnLike", "arn:aws:s3:*:111122223333:a/*", "arn:aws:s3:eu-west-1:999999999999:x:111122223333:a/b"),
    ("ArnLike", "arn:aws:iam::*:role/x", "arn:aws:iam::111122223333:role/y"),
    ("ArnLike", "arn:aws:iam::*:role/x", "arn:aws:iam::111122223333:role/X"),
    ("ArnLike", "arn:aws:iam::*:Role/x", "arn:aws:iam::111122223333:role/x"),
    ("ArnLike", "*", "not-an-arn"),
    ("ArnLike", "arn:aws:iam::?:role/x", "arn:aws:iam:::::role/x"),
]

NEGATIONS = {
    "StringEquals": "StringNotEquals",
    "StringEqualsIgnoreCase": "StringNotEqualsIgnoreCase",
    "StringLike": "StringNotLike",
    "NumericEquals": "NumericNotEquals",
    "DateEquals": "DateNotEquals",
    "IpAddress": "NotIpAddress",
    "ArnEquals": "ArnNotEquals",
    "ArnLike": "ArnNotLike",
}


@pytest.mark.parametrize(("operator", "expected", "actual"), MATCHES)
def test_operator_matches_any_of_the_values_of_the_policy(
    operator: str, expected: str | list[str], actual: str | bool | int
) -> None:
    assert holds(operator, expected, {KEY: actual})


@pytest.mark.parametrize(("operator", "expected", "actual"), MISSES)
def test_operator_misses(operator: str, expected: str | list[str], actual: str | bool | int) -> None:
    assert not holds(operator, expected, {KEY: actual})


@pytest.mark.parametrize(
    ("operator", "expected", "actual", "matches"),
    [(*row, True) for row in MATCHES if row[0] in NEGATIONS] + [(*row, False) for row in MISSES if row[0] in NEGATIONS],
)
def test_negated_operator_is_true_only_when_no_value_matches(
    operator: str, expected: str | list[str], actual: str | bool | int, matches: bool
) -> None:
    assert holds(NEGATIONS[operator], expected, {KEY: actual}) is not matches


VALID = {
    "Numeric": "1",
    "Date": "2026-01-01",
    "Bool": "true",
    "BinaryEquals": "QQ==",
    "IpAddress": "10.0.0.0/8",
    "NotIpAddress": "10.0.0.0/8",
}
ALL_OPERATORS = [
    *("StringEquals", "StringNotEquals", "StringEqualsIgnoreCase", "StringNotEqualsIgnoreCase"),
    *("StringLike", "StringNotLike", "ArnEquals", "ArnLike", "ArnNotEquals", "ArnNotLike"),
    *(
        f"{kind}{comparison}"
        for kind in ("Numeric", "Date")
        for comparison in ("Equals", "NotEquals", "LessThan", "LessThanEquals", "GreaterThan", "GreaterThanEquals")
    ),
    *("Bool", "BinaryEquals", "IpAddress", "NotIpAddress"),
]


def value_for(operator: str) -> str:
    return next((value for start, value in VALID.items() if operator.startswith(start)), "arn:aws:iam::*:role/x")


@pytest.mark.parametrize("operator", ALL_OPERATORS)
def test_missing_key_fails_a_positive_operator_and_passes_a_negated_one(operator: str) -> None:
    assert holds(operator, value_for(operator), {}) is ("Not" in operator)


@pytest.mark.parametrize("operator", ALL_OPERATORS)
def test_missing_key_passes_with_if_exists(operator: str) -> None:
    for qualifier in ("", "ForAllValues:", "ForAnyValue:"):
        assert holds(f"{qualifier}{operator}IfExists", value_for(operator), {})


@pytest.mark.parametrize("operator", ALL_OPERATORS)
def test_missing_key_passes_for_all_values_and_fails_for_any_value(operator: str) -> None:
    null: list[Mapping[str, ContextValue]] = [{}, {KEY: []}, {KEY: ""}]
    for absent in null:
        assert holds(f"ForAllValues:{operator}", value_for(operator), absent)
        assert not holds(f"ForAnyValue:{operator}", value_for(operator), absent)


def test_if_exists_judges_a_key_that_is_there() -> None:
    assert not holds("StringEqualsIfExists", "a", {KEY: "b"})
    assert not holds("StringNotEqualsIfExists", "a", {KEY: "a"})


@pytest.mark.parametrize(
    ("operator", "actual", "expected"),
    [
        ("ForAllValues:StringEquals", ["a", "b"], True),
        ("ForAllValues:StringEquals", ["a", "c"], False),
        ("ForAnyValue:StringEquals", ["a", "c"], True),
        ("ForAnyValue:StringEquals", ["c", "d"], False),
        ("ForAllValues:StringNotEquals", ["c", "d"], True),
        ("ForAllValues:StringNotEquals", ["a", "c"], False),
        ("ForAnyValue:StringNotEquals", ["a", "c"], True),
        ("ForAnyValue:StringNotEquals", ["a", "b"], False),
        ("StringEquals", ["c", "a"], True),
        ("StringNotEquals", ["c", "a"], False),
    ],
)
def test_set_operators_compare_every_value_of_the_request_with_the_set_of_the_policy(
    operator: str, actual: list[str], expected: bool
) -> None:
    assert holds(operator, ["a", "b"], {KEY: actual}) is expected


@pytest.mark.parametrize(
    ("expected", "context", "verdict"),
    [
        ("true", {}, True),
        ("true", {KEY: "x"}, False),
        ("false", {}, False),
        ("false", {KEY: "x"}, True),
        ("false", {KEY: []}, False),
        (["true", "false"], {}, True),
    ],
)
def test_null_tests_whether_the_key_is_absent(
    expected: str | list[str], context: Mapping[str, ContextValue], verdict: bool
) -> None:
    assert holds("Null", expected, context) is verdict


def test_condition_keys_are_case_insensitive() -> None:
    assert holds("StringEquals", "a", {KEY.upper(): "a"})


@pytest.mark.parametrize(
    "operator",
    [
        "StringMatches",
        "stringequals",
        "NullIfExists",
        "ForAnyValue:Null",
        "ForSomeValues:StringEquals",
        "StringEquals:ForAnyValue",
        "IfExists",
        "",
    ],
)
def test_unknown_operator_is_an_error_that_names_it(operator: str) -> None:
    with pytest.raises(ValueError, match="is unknown; expected one of StringEquals") as error:
        ConditionOperator(operator)
    assert repr(operator) in str(error.value)


@pytest.mark.parametrize(
    ("operator", "value", "complaint"),
    [
        ("NumericEquals", "1_0", "'1_0' is not a number"),
        ("NumericEquals", "NaN", "'NaN' is not a number"),
        ("DateLessThan", "tomorrow", "'tomorrow' is not a date"),
        ("DateLessThan", "0000", "'0000' is not a date"),
        ("Bool", "yes", "'yes' is not a boolean"),
        ("BinaryEquals", "%", "'%' is not base64"),
        ("IpAddress", "10.0.0.0/33", "'10.0.0.0/33' is not an IP address or CIDR block"),
        ("Null", "maybe", "Null compares with 'maybe'; expected true or false"),
        ("StringLike", "${aws:username", "has no closing brace"),
        ("StringLike", "${}", "policy variable '${}' is not valid"),
        ("StringLike", "${aws user}", "is not valid"),
        ("StringLike", "${aws:username, default}", "is not valid"),
    ],
)
def test_value_that_the_operator_cannot_read_is_an_error(operator: str, value: str, complaint: str) -> None:
    with pytest.raises(ValueError, match=re.escape(complaint)):
        ConditionOperator(operator).test(KEY, [value], variables=True)


def test_context_value_of_an_unknown_type_is_an_error() -> None:
    untyped = cast(ContextValue, None)
    with pytest.raises(ValueError, match="condition key 'aws:x' holds None; expected a string"):
        Context({"aws:x": untyped})


USER = {"aws:username": "ada", "aws:PrincipalTag/Team": "blue", "aws:TagKeys": ["a"]}


@pytest.mark.parametrize(
    ("operator", "pattern", "actual", "expected"),
    [
        ("StringEquals", "${aws:username}", "ada", True),
        ("StringEquals", "${AWS:UserName}", "ada", True),
        ("StringEquals", "home/${aws:username}/${aws:principaltag/team}", "home/ada/blue", True),
        ("StringEqualsIgnoreCase", "${aws:username}", "ADA", True),
        ("StringLike", "${aws:username}/*", "ada/file", True),
        ("StringNotEquals", "${aws:username}", "ada", False),
        ("ArnLike", "arn:aws:iam::*:user/${aws:username}", "arn:aws:iam::111122223333:user/ada", True),
        ("Bool", "${aws:username}", "ada", True),
        ("StringEquals", "${aws:missing}", "", False),
        ("StringNotEquals", "${aws:missing}", "anything", True),
        ("StringLike", "${aws:missing}*", "anything", False),
        ("StringEquals", "${aws:missing, 'company'}", "company", True),
        ("StringEquals", "${aws:username, 'company'}", "ada", True),
        ("StringEquals", "${aws:TagKeys}", "a", False),
        ("StringLike", "${*}", "*", True),
        ("StringLike", "${*}", "a", False),
        ("StringLike", "${?}${$}", "?$", True),
        ("StringLike", "a${?}", "ab", False),
    ],
)
def test_policy_variables(operator: str, pattern: str, actual: str, expected: bool) -> None:
    assert holds(operator, pattern, {**USER, KEY: actual}) is expected


def test_date_without_a_zone_is_utc_wherever_the_evaluator_runs(monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setenv("TZ", "Asia/Tokyo")
        time.tzset()
        assert holds("DateEquals", "2026-01-01T00:00:00", {KEY: "1767225600"})
    time.tzset()


def test_policy_variables_are_plain_text_without_the_version_that_knows_them() -> None:
    assert holds("StringEquals", "${aws:username}", {**USER, KEY: "${aws:username}"}, variables=False)
    assert not holds("StringEquals", "${aws:username}", {**USER, KEY: "ada"}, variables=False)
    assert holds("StringEquals", "${", {KEY: "${"}, variables=False)


def test_wildcards_in_the_value_of_a_variable_match_only_themselves() -> None:
    context = {"aws:username": "*", KEY: "ada"}
    assert not holds("StringLike", "${aws:username}", context)
    assert holds("StringLike", "${aws:username}", {**context, KEY: "*"})


def like(pattern: str, value: str) -> bool:
    """Match wildcards by dynamic programming: the reference for the translation to regular expressions."""
    reachable = {0}
    for character in pattern:
        if character == "*":
            reachable = set(range(min(reachable), len(value) + 1)) if reachable else set()
        else:
            reachable = {at + 1 for at in reachable if at < len(value) and (character == "?" or character == value[at])}
    return len(value) in reachable


PATTERN = st.text(alphabet="ab:*?.[\n", max_size=12)
VALUE = st.text(alphabet="ab:*?.[\n", max_size=16)


@settings(deadline=None)
@given(PATTERN, VALUE)
@example("*a*b", "aXb")
@example("a**b", "ab")
@example("*ab?*a", "aababba")
def test_wildcards_equal_the_reference(pattern: str, value: str) -> None:
    assert Patterns([pattern], Style.LIKE, variables=False).match(value, Context({})) is like(pattern, value)


@settings(deadline=None)
@given(st.lists(PATTERN, max_size=4), VALUE)
def test_patterns_match_if_any_of_them_does(patterns: list[str], value: str) -> None:
    expected = any(like(pattern, value) for pattern in patterns)
    assert Patterns(patterns, Style.LIKE, variables=False).match(value, Context({})) is expected


COMPONENT = st.text(alphabet="ab*?", max_size=4)


@settings(deadline=None)
@given(st.lists(COMPONENT, min_size=5, max_size=5), PATTERN, st.lists(st.text("ab*", max_size=4)), VALUE)
def test_arn_operators_compare_component_by_component(
    components: list[str], resource: str, values: list[str], value: str
) -> None:
    arn = ":".join([*values, value])
    parts = arn.split(":", 5)
    expected = len(parts) == 6 and all(map(like, [*components, resource], parts))
    assert Patterns([":".join([*components, resource])], Style.ARN, variables=False).match(arn, Context({})) is expected


@settings(deadline=None)
@given(PATTERN, VALUE)
def test_wildcards_of_a_resource_match_no_more_than_free_ones(pattern: str, value: str) -> None:
    if Patterns([pattern], Style.RESOURCE, variables=False).match(value, Context({})):
        assert like(pattern, value)


@pytest.mark.parametrize(
    ("pattern", "value", "expected"),
    [
        ("*", "arn:aws:s3:::bucket/key", True),
        ("*", "*", True),
        ("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket/a/b:c", True),
        ("arn:aws:s3:::bucket/*/test/*", "arn:aws:s3:::bucket/1/2/test/3/object.jpg", True),
        ("arn:aws:s3:::bucket/*/test/*", "arn:aws:s3:::bucket/1-test/object.jpg", False),
        ("arn:aws:s3:::bucket/*", "arn:aws:s3:::bucket", False),
        ("arn:aws:s3:::Bucket", "arn:aws:s3:::bucket", False),
        ("arn:aws:dynamodb:*:table/a", "arn:aws:dynamodb:eu-west-1:111122223333:table/a", True),
        ("arn:aws:dynamodb:**:table/a", "arn:aws:dynamodb:eu-west-1:111122223333:table/a", True),
        ("arn:aws:sqs:*", "arn:aws:sqs:eu-west-1:111122223333:queue", True),
        ("arn:aws:ec2:eu-*-1:*:instance/*", "arn:aws:ec2:eu-west-1:111122223333:instance/i-1", True),
        ("arn:aws:ec2:e*1:111122223333:x", "arn:aws:ec2:eu:1:111122223333:x", False),
        ("arn:aws:ec2:?:1:x", "arn:aws:ec2:::1:x", False),
        ("arn:*:iam::*:role/a", "arn:aws-cn:iam::111122223333:role/a", True),
    ],
)
def test_wildcards_of_a_resource_stay_in_their_component_unless_a_star_ends_it(
    pattern: str, value: str, expected: bool
) -> None:
    assert Patterns([pattern], Style.RESOURCE, variables=False).match(value, Context({})) is expected


@settings(deadline=None)
@given(st.text(alphabet="ab", min_size=1, max_size=3), st.integers(min_value=30, max_value=60))
def test_many_stars_are_answered(run: str, stars: int) -> None:
    pattern = Patterns([f"*{run}" * stars + "c"], Style.LIKE, variables=False)
    assert pattern.match(run * stars + "c", Context({}))
    assert not pattern.match(run * 2000, Context({}))
