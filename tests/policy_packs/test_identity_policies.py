"""What identity policies grant: named resources and all of them, what narrows a grant, and ways to more permissions.

Not proved: what IAM would decide on a request; boundaries, session and organization policies are not seen here.
"""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls._actions import access_level
from policy_packs.guardrails.controls._documents import Statement, statements
from policy_packs.guardrails.controls._properties import Block
from policy_packs.guardrails.controls.iam._escalation import ACTIONS, PATHS
from policy_packs.guardrails.controls.iam._helpers import (
    grants,
    is_any_resource,
    is_narrowed,
    listed,
    named,
)

ACCOUNT = "arn:aws:iam::111122223333"


def _read(*items: dict[str, Any]) -> list[Statement]:
    document = {"Statement": [{"Effect": "Allow", **item} for item in items]}
    return statements(Block({"policy": document}), "policy")


def _about(resource: object) -> Statement:
    return _read({"Action": "iam:PassRole", "Resource": resource})[0]


@pytest.mark.parametrize(
    "resource",
    ["*", "**", "arn:*", "arn:aws:*", "arn:aws:iam::*", f"{ACCOUNT}:*", f"{ACCOUNT}:role/*", "arn:aws:i*:*:*:role/*"],
)
def test_these_are_all_roles(resource: str) -> None:
    assert is_any_resource(_about(resource), "iam:PassRole")
    assert is_any_resource(_about([f"{ACCOUNT}:role/one", resource]), "sts:AssumeRole")


@pytest.mark.parametrize(
    "resource",
    [
        "",
        "role/*",
        "arn",
        "arn:aws:iam",
        f"{ACCOUNT}:role/one",
        f"{ACCOUNT}:role/teams/*",
        f"{ACCOUNT}:role/one*",
        f"{ACCOUNT}:role/*-one",
        f"{ACCOUNT}:user/${{aws:username}}",
        "arn:aws:s3:::*",
        "arn:aws:lambda:*:*:function:*",
    ],
)
def test_these_are_not_all_roles(resource: str) -> None:
    assert not is_any_resource(_about(resource), "iam:PassRole")


@pytest.mark.parametrize(
    ("resource", "action", "expected"),
    [
        ("arn:aws:s3:::bucket/*", "s3:GetObject", False),
        ("arn:aws:s3:::*", "s3:GetObject", True),
        ("arn:aws:s3:::*/*", "s3:GetObject", True),
        ("arn:aws:sqs:us-east-1:111122223333:*", "sqs:SendMessage", True),
        ("arn:aws:execute-api:us-east-1:111122223333:abc/*", "execute-api:Invoke", False),
        ("arn:aws:dynamodb:us-east-1:111122223333:table/*", "dynamodb:GetItem", True),
        ("arn:aws:dynamodb:us-east-1:111122223333:table/a/*", "dynamodb:GetItem", False),
        ("arn:aws:iam::${aws:PrincipalAccount}:role/*", "iam:PassRole", True),
    ],
)
def test_a_type_in_an_arn_is_no_name(resource: str, action: str, expected: bool) -> None:
    assert is_any_resource(_about(resource), action) is expected


@given(st.text(max_size=60))
def test_any_text_can_be_asked_for(text: str) -> None:
    assert is_any_resource(_about(text), "iam:PassRole") in (True, False)


@given(st.from_regex(r"[a-z][a-z0-9-]{0,20}", fullmatch=True))
def test_a_name_is_never_all_resources(name: str) -> None:
    assert not is_any_resource(_about(f"{ACCOUNT}:role/{name}"), "iam:PassRole")
    assert not is_any_resource(_about(f"arn:aws:s3:::{name}/*"), "s3:GetObject")


@pytest.mark.parametrize(
    ("condition", "expected"),
    [
        ({"StringEquals": {"aws:ResourceTag/team": "a"}}, True),
        ({"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a/*"}}, True),
        ({"Bool": {"kms:GrantIsForAWSResource": "true"}}, True),
        ({"ForAllValues:StringEquals": {"aws:TagKeys": "team"}}, False),
        ({"StringEqualsIfExists": {"aws:ResourceTag/team": "a"}}, False),
        ({"StringNotEquals": {"aws:ResourceTag/team": "a"}}, False),
        ({"StringLike": {"iam:PassedToService": "*.amazonaws.com"}}, False),
        ({"StringEquals": {"aws:RequestedRegion": "us-east-1"}}, False),
        ({"Bool": {"aws:MultiFactorAuthPresent": "true"}}, False),
        ({"IpAddress": {"aws:SourceIp": "::/0"}}, False),
        ({}, False),
    ],
)
def test_only_some_conditions_narrow(condition: dict[str, Any], expected: bool) -> None:
    (statement,) = _read({"Action": "*", "Resource": "*", "Condition": condition})
    assert is_narrowed(statement) is expected


def test_what_grants_everything_or_is_narrowed_is_no_grant() -> None:
    everything, narrowed, plain = _read(
        {"Action": "*", "Resource": "*"},
        {"Action": "s3:*", "Resource": "*", "Condition": {"StringEquals": {"aws:ResourceTag/team": "a"}}},
        {"Action": "s3:*", "Resource": "*"},
    )
    assert grants([everything, plain]) == []
    assert [grant.name for grant in grants([narrowed, plain])] == ["statement 2"]


def test_a_grant_is_named_and_taken_back() -> None:
    items = _read(
        {"Action": "s3:*", "Resource": "*"},
        {"Effect": "Deny", "Action": "s3:Delete*", "Resource": "*"},
        {"Effect": "Deny", "Action": "s3:Get*", "Resource": "arn:aws:s3:::private/*"},
        {"Sid": "Notify", "Action": "sns:Publish", "Resource": "arn:aws:sns:*:*:one"},
    )
    first, second = grants(items)
    assert (first.name, second.name) == ("statement 1", "statement Notify")
    assert first.is_unlimited("s3:GetObject")
    assert not first.is_unlimited("s3:DeleteObject")
    assert not first.is_unlimited("sns:Publish")
    assert second.allows("sns:Publish")
    assert not second.is_unlimited("sns:Publish")
    assert [name for name, _ in named(items)] == ["statement 1", "statement 2", "statement 3", "statement Notify"]


_OF_BUCKETS = ["s3:PutBucketPolicy", "s3:ListAllMyBuckets", "s3:DeleteBucket"]


def test_what_can_be_limited_is_sorted_by_access_level() -> None:
    (grant,) = grants(_read({"Action": _OF_BUCKETS, "Resource": "*"}))
    assert set(grant.limitable()) == {"s3:PutBucketPolicy", "s3:DeleteBucket"}
    assert set(grant.limitable("Write")) == set(grant.unlimited("Write")) == {"s3:DeleteBucket"}


def test_what_is_denied_again_is_not_to_be_limited() -> None:
    denial = {"Effect": "Deny", "Action": "s3:Put*", "Resource": "*"}
    (grant,) = grants(_read({"Action": _OF_BUCKETS, "Resource": "*"}, denial))
    assert set(grant.limitable()) == {"s3:DeleteBucket"}


def test_what_names_one_service_is_unlimited_for_that_one() -> None:
    (grant,) = grants(_read({"Action": [*_OF_BUCKETS, "sqs:DeleteQueue"], "Resource": "arn:aws:s3:::*"}))
    assert set(grant.limitable("Write")) == {"s3:DeleteBucket", "sqs:DeleteQueue"}
    assert set(grant.unlimited("Write")) == {"s3:DeleteBucket"}


def test_a_long_list_is_shortened() -> None:
    assert listed([]) == ""
    assert listed(["c", "a", "b"]) == "a, b, c"
    assert listed("dcba") == "a, b, c and 1 more"


def test_the_actions_of_escalation_exist() -> None:
    assert not [action for action in sorted(ACTIONS) if not access_level(action)]


def test_no_way_to_escalate_contains_another() -> None:
    assert len(set(PATHS)) == len(PATHS)
    assert not [(short, long) for short in PATHS for long in PATHS if short < long]
