"""What policy documents mean: whom a statement lets in, what it is about, however it is written.

The meaning of public follows AWS's (Amazon S3 user guide, "The meaning of public"), with the condition keys of IAM.
Not proved: full evaluation of requests, which is the twin's; here one statement is judged by itself.
"""

from __future__ import annotations

import fnmatch
import json
import re
from collections.abc import Mapping
from contextlib import suppress
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from policy_packs.guardrails.controls._documents import Statement, matches, statements
from policy_packs.guardrails.controls._properties import UNKNOWN, Block, Undecided


def _statement(**elements: Any) -> Statement:
    document = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", **elements}]}
    (found,) = statements(Block({"policy": json.dumps(document)}), "policy")
    return found


PUBLIC: dict[str, dict[str, Any]] = {
    "everybody": {},
    "everybody as an AWS principal": {"Principal": {"AWS": "*"}},
    "everybody among others": {"Principal": {"AWS": ["111122223333", "*"]}},
    "everybody but one": {"Principal": None, "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:user/mallory"}},
    "a condition on the transport": {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
    "a secret that is shared": {"Condition": {"StringEquals": {"sts:ExternalId": "4711"}}},
    "a referrer": {"Condition": {"StringLike": {"aws:Referer": "https://anycompany.com/*"}}},
    "an AWS service, for anybody": {"Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}},
    "outside the organization": {"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
    "the key may be missing": {"Condition": {"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
    "no value at all passes": {"Condition": {"ForAllValues:StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
    "any organization": {"Condition": {"StringLike": {"aws:PrincipalOrgID": "*"}}},
    "any account": {"Condition": {"StringLike": {"aws:SourceAccount": "????????????"}}},
    "one of the accounts is any": {"Condition": {"StringLike": {"aws:SourceAccount": ["111122223333", "*"]}}},
    "any ARN": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:*:*"}}},
    "a role's name in any account": {"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci"}}},
    "any bucket": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::*"}}},
    "half an ARN": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:*"}}},
    "the internet": {"Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}},
    "half of the internet": {"Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}},
    "the internet over IPv6": {"Condition": {"IpAddress": {"aws:SourceIp": "::/0"}}},
    "everywhere but there": {"Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
    "no values": {"Condition": {"StringEquals": {"aws:PrincipalOrgID": []}}},
}
NOT_PUBLIC: dict[str, dict[str, Any]] = {
    "a deny": {"Effect": "Deny"},
    "an account": {"Principal": {"AWS": "111122223333"}},
    "a service": {"Principal": {"Service": "cloudtrail.amazonaws.com"}},
    "the organization": {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
    "the resource's own organization": {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "${aws:ResourceOrgID}"}}},
    "a unit": {"Condition": {"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-1/*"}}},
    "an account by condition": {"Condition": {"StringEquals": {"AWS:sourceaccount": "111122223333"}}},
    "roles of an account": {"Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}},
    "a bucket": {"Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:s3:::logs"}}},
    "a topic": {"Condition": {"ArnEquals": {"aws:SourceArn": "arn:aws:sns:us-east-1:111122223333:alerts"}}},
    "an endpoint": {"Condition": {"StringEquals": {"aws:SourceVpce": "vpce-1a2b3c4d"}}},
    "a network": {"Condition": {"IpAddress": {"aws:SourceIp": ["203.0.113.0/24", "2001:db8::/32"]}}},
    "callers of an account, in a key policy": {"Condition": {"StringEquals": {"kms:CallerAccount": "111122223333"}}},
}


@pytest.mark.parametrize("elements", PUBLIC.values(), ids=PUBLIC)
def test_a_statement_is_public(elements: dict[str, Any]) -> None:
    assert _statement(**elements).is_public()


@pytest.mark.parametrize("elements", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_a_statement_is_not_public(elements: dict[str, Any]) -> None:
    assert not _statement(**elements).is_public()


def test_an_action_is_covered_by_its_patterns() -> None:
    statement = _statement(Action=["s3:Get*", "SQS:sendmessage"])
    assert statement.covers_action("s3:GetObject")
    assert statement.covers_action("sqs:SendMessage")
    assert not statement.covers_action("s3:PutObject")


def test_not_action_covers_all_others() -> None:
    statement = _statement(Action=None, NotAction="iam:*")
    assert statement.covers_action("s3:GetObject")
    assert not statement.covers_action("iam:PassRole")


@pytest.mark.parametrize(
    "resource", ["*", "**", "arn:*", "arn:aws:*:*:*:*", "arn:*:*:*:*:*", ["arn:aws:s3:::logs", "*"]]
)
def test_stars_cover_every_resource(resource: str | list[str]) -> None:
    assert _statement(Resource=resource).covers_every_resource()


@pytest.mark.parametrize(
    "resource", ["arn:aws:s3:::*", "arn:aws:iam::*:role/*", "arn:aws:*:us-east-1:111122223333:*", []]
)
def test_patterns_of_one_service_do_not(resource: str | list[str]) -> None:
    assert not _statement(Resource=resource).covers_every_resource()


def test_all_resources_but_some_are_all_resources() -> None:
    assert _statement(NotResource="arn:aws:s3:::logs").covers_every_resource()


def test_single_values_and_lists_read_the_same() -> None:
    single = _statement(
        Action="s3:GetObject", Resource="*", Principal={"AWS": "1"}, Condition={"Bool": {"aws:SecureTransport": True}}
    )
    listed = _statement(
        Action=["s3:GetObject"],
        Resource=["*"],
        Principal={"AWS": ["1"]},
        Condition={"Bool": {"aws:SecureTransport": ["true"]}},
    )
    assert single == listed


def test_a_document_may_be_text_or_an_object_with_one_statement_or_many() -> None:
    one = {"Effect": "Deny", "Action": "*"}
    documents: list[object] = [{"Statement": one}, {"Statement": [one]}, json.dumps({"Statement": one})]
    found = [statements(Block({"policy": document}), "policy") for document in documents]
    assert found[0] == found[1] == found[2]
    assert [statement.denies for statement in found[0]] == [True]


def test_no_document_has_no_statements() -> None:
    assert statements(Block({}), "policy") == []
    assert statements(Block({"policy": "{}"}), "policy") == []


@pytest.mark.parametrize("document", [UNKNOWN, {"Statement": [{"Action": UNKNOWN}]}, "{", "[]", 7])
def test_a_document_that_cannot_be_read_is_undecided(document: object) -> None:
    with pytest.raises(Undecided, match=r"^policy$"):
        statements(Block({"policy": document}), "policy")


_JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=4), inner, max_size=3),
    max_leaves=6,
)
_ELEMENTS = (
    "Sid",
    "Effect",
    "Action",
    "NotAction",
    "Resource",
    "NotResource",
    "Principal",
    "NotPrincipal",
    "Condition",
)


@given(st.one_of(_JSON, st.lists(st.dictionaries(st.sampled_from(_ELEMENTS), _JSON)), st.fixed_dictionaries({})))
def test_any_json_is_read_or_undecided(value: object) -> None:
    with suppress(Undecided):
        for statement in statements(Block({"policy": {"Statement": value}}), "policy"):
            assert isinstance(statement.is_public(), bool)
            assert isinstance(statement.covers_every_resource(), bool)
            assert isinstance(statement.covers_action("s3:GetObject"), bool)


_PATTERNS = st.text(alphabet="ab*?:.[", max_size=8)


@given(_PATTERNS, st.text(alphabet="abAB:.[\n", max_size=8))
def test_patterns_match_as_globs_without_classes(pattern: str, value: str) -> None:
    """The oracle is fnmatch, whose brackets are escaped since IAM has none."""
    glob = re.sub(r"\[", "[[]", pattern.lower())
    assert matches(pattern, value) == fnmatch.fnmatchcase(value.lower(), glob)


@given(_PATTERNS)
def test_a_pattern_matches_what_its_wildcards_stand_for(pattern: str) -> None:
    assert matches(pattern, pattern.replace("*", "").replace("?", "x"))
    assert matches(pattern, pattern.replace("*", "any:thing").replace("?", "x"))


def test_statements_that_are_no_objects_are_left_out() -> None:
    document: Mapping[str, Any] = {"Statement": ["text", 1, None, {"Effect": "Allow"}]}
    assert [statement.allows for statement in statements(Block({"policy": document}), "policy")] == [True]
