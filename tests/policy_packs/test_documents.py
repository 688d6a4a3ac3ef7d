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

from policy_packs.guardrails.controls._documents import (
    Statement,
    covers,
    denies_plain_http,
    located,
    matches,
    public_grants,
    public_statements,
    statements,
)
from policy_packs.guardrails.controls._properties import UNKNOWN, Block, Undecided


def _statement(**elements: Any) -> Statement:
    document = {"Statement": [{"Effect": "Allow", "Principal": "*", "Action": "s3:GetObject", **elements}]}
    (found,) = statements(Block({"policy": json.dumps(document)}), "policy")
    return found


PUBLIC: dict[str, dict[str, Any]] = {
    "everybody": {},
    "everybody as an AWS principal": {"Principal": {"AWS": "*"}},
    "everybody among others": {"Principal": {"AWS": ["111122223333", "*"]}},
    "everybody in a list": {"Principal": ["111122223333", "*"]},
    "a role's name in whatever account": {"Principal": {"AWS": "arn:aws:iam::*:role/ci"}},
    "a role's name in whatever account, among others": {
        "Principal": {"AWS": ["111122223333", "arn:aws:iam::*:role/ci"]}
    },
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
    "any API": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:apigateway:us-east-1::/restapis/*"}}},
    "half an ARN": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:*"}}},
    "the internet": {"Condition": {"IpAddress": {"aws:SourceIp": "0.0.0.0/0"}}},
    "half of the internet": {"Condition": {"IpAddress": {"aws:SourceIp": ["0.0.0.0/1", "128.0.0.0/1"]}}},
    "the internet over IPv6": {"Condition": {"IpAddress": {"aws:SourceIp": "::/0"}}},
    "the internet by one of its addresses": {"Condition": {"IpAddress": {"aws:SourceIp": "8.8.8.8/0"}}},
    "objects of buckets by their first letters": {
        "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::logs-*/a/b"}}
    },
    "another condition on the key than that it is there": {
        "Condition": {
            "StringEqualsIfExists": {"aws:SourceVpce": "vpce-1a2b3c4d"},
            "NumericEquals": {"aws:SourceVpce": "false"},
        }
    },
    "everywhere but there": {"Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
    "half an IPv6 internet and one network": {"Condition": {"IpAddress": {"aws:SourceIp": ["10.0.0.0/8", "::/1"]}}},
    "a network wider than AWS's limit": {"Condition": {"IpAddress": {"aws:SourceIp": "12.0.0.0/7"}}},
    "an IPv6 network wider than AWS's limit": {"Condition": {"IpAddress": {"aws:SourceIp": "2001:db8::/31"}}},
    "addresses by their first digits": {"Condition": {"StringLike": {"aws:SourceIp": "203.*"}}},
    "a private address, which many networks have": {"Condition": {"IpAddress": {"aws:VpcSourceIp": "10.0.0.7/32"}}},
    "organizations by their first letters": {"Condition": {"StringLike": {"aws:PrincipalOrgID": "o-*"}}},
    "units of any organization": {"Condition": {"StringLike": {"aws:PrincipalOrgPaths": "o-*/r-ab12/*"}}},
    "any session's name": {"Condition": {"StringLike": {"aws:userid": "*:ci"}}},
    "any endpoint": {"Condition": {"StringLike": {"aws:SourceVpce": "vpce-*"}}},
    "whoever the caller is": {"Condition": {"StringEquals": {"aws:PrincipalAccount": "${aws:PrincipalAccount}"}}},
    "the caller's own bucket": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::${aws:username}"}}},
    "buckets by their first letters": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:logs-*"}}},
    "access points of any account": {
        "Condition": {"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:*:*:accesspoint/*"}}
    },
    "no bucket at all": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::"}}},
    "an ARN without parts": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns"}}},
    "a key that names nobody": {"Condition": {"StringEquals": {"aws:PrincipalTag/team": "shop"}}},
    "one service, from any account": {"Condition": {"StringEquals": {"kms:ViaService": "s3.us-east-1.amazonaws.com"}}},
    "not by a mount target": {"Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": "false"}}},
    "numbers": {"Condition": {"NumericEquals": {"aws:PrincipalAccount": "111122223333"}}},
    "the key is there, whatever its value": {"Condition": {"Null": {"aws:PrincipalOrgID": "false"}}},
    "the key is there or not": {
        "Condition": {
            "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
            "Null": {"aws:PrincipalOrgID": ["true", "false"]},
        }
    },
    "no values": {"Condition": {"StringEquals": {"aws:PrincipalOrgID": []}}},
}
NOT_PUBLIC: dict[str, dict[str, Any]] = {
    "a deny": {"Effect": "Deny"},
    "an account": {"Principal": {"AWS": "111122223333"}},
    "accounts in a list": {"Principal": ["111122223333", "444455556666"]},
    "a user of AWS's own": {"Principal": {"AWS": "arn:aws:iam::cloudfront:user/E1"}},
    "a provider of identities": {"Principal": {"Federated": "arn:aws:iam::*:saml-provider/x"}},
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
    "the widest network that AWS calls narrow": {
        "Condition": {"IpAddress": {"aws:SourceIp": ["12.0.0.0/8", "2001::/32"]}}
    },
    "one address": {"Condition": {"StringEquals": {"aws:SourceIp": "203.0.113.7"}}},
    "a network to fill in": {"Condition": {"IpAddress": {"aws:SourceIp": "<office network>"}}},
    "sessions of a role": {"Condition": {"StringLike": {"aws:userid": "AROAEXAMPLEID:*"}}},
    "any region of one account": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:111122223333:*"}}},
    "the caller's own role in one account": {
        "Condition": {"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:user/${aws:username}"}}
    },
    "the resource's own account in an ARN": {
        "Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:sns:*:${aws:ResourceAccount}:*"}}
    },
    "a bucket, in AWS's old spelling": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:*:*:logs"}}},
    "an API": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:apigateway:us-east-1::/restapis/a1b2/*"}}},
    "all APIs by one word": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:apigateway:us-east-1::/restapis"}}},
    "objects of a bucket": {"Condition": {"ArnLike": {"aws:SourceArn": "arn:aws:s3:::logs/*"}}},
    "access points of an account": {
        "Condition": {"ArnLike": {"s3:DataAccessPointArn": "arn:aws:s3:*:111122223333:accesspoint/*"}}
    },
    "what is no ARN and has no wildcard": {"Condition": {"ArnEquals": {"aws:SourceArn": "111122223333"}}},
    "by a mount target": {"Condition": {"Bool": {"elasticfilesystem:AccessedViaMountTarget": True}}},
    "the key must be there": {
        "Condition": {
            "StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"},
            "Null": {"aws:PrincipalOrgID": "false"},
        }
    },
    "every value, and there is one": {
        "Condition": {
            "ForAllValues:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"},
            "Null": {"aws:principalorgpaths": False},
        }
    },
    "one condition of many": {
        "Condition": {"Bool": {"aws:SecureTransport": "true"}, "StringEquals": {"aws:SourceVpc": "vpc-1a2b3c4d"}}
    },
    "callers of an account, in a key policy": {"Condition": {"StringEquals": {"kms:CallerAccount": "111122223333"}}},
}


@pytest.mark.parametrize("elements", PUBLIC.values(), ids=PUBLIC)
def test_a_statement_is_public(elements: dict[str, Any]) -> None:
    assert _statement(**elements).is_public()


@pytest.mark.parametrize("elements", NOT_PUBLIC.values(), ids=NOT_PUBLIC)
def test_a_statement_is_not_public(elements: dict[str, Any]) -> None:
    assert not _statement(**elements).is_public()


NARROWING = {
    "111122223333": (
        "aws:PrincipalAccount aws:SourceAccount aws:SourceOwner aws:VpceAccount kms:CallerAccount"
        " s3:DataAccessPointAccount vpc-lattice-svcs:SourceVpcOwnerAccount"
    ),
    "o-a1b2c3d4e5": "aws:PrincipalOrgID aws:SourceOrgID aws:VpceOrgID",
    "o-a1b2c3d4e5/r-ab12/*": "aws:PrincipalOrgPaths aws:SourceOrgPaths aws:VpceOrgPaths",
    "vpc-1a2b3c4d": "aws:SourceVpc vpc-lattice-svcs:SourceVpc",
    "vpce-1a2b3c4d": "aws:SourceVpce",
    "arn:aws:x:us-east-1:111122223333:y/z": (
        "aws:PrincipalArn aws:SourceArn aws:SourceVpcArn elasticfilesystem:AccessPointArn s3:DataAccessPointArn"
    ),
    "203.0.113.0/24": "aws:SourceIp",
    "AIDAEXAMPLEID": "aws:userid",
}


@pytest.mark.parametrize(("key", "value"), [(key, value) for value, keys in NARROWING.items() for key in keys.split()])
def test_a_key_that_names_somebody_narrows_unless_its_value_is_any(key: str, value: str) -> None:
    narrowed = _statement(Condition={"StringLike": {key: value}})
    assert not narrowed.is_public() and narrowed.narrowing_keys() == {key.lower()}
    assert _statement(Condition={"StringLike": {key: "*"}}).is_public()
    assert _statement(Condition={"StringNotLike": {key: value}}).is_public()


OPERATORS = "StringEquals StringLike StringEqualsIgnoreCase ArnEquals ArnLike IpAddress Bool".split()


@pytest.mark.parametrize("operator", OPERATORS)
def test_an_operator_narrows_unless_it_holds_without_the_key(operator: str) -> None:
    condition = {"aws:SourceAccount": "111122223333"}
    assert not _statement(Condition={operator: condition}).is_public()
    assert not _statement(Condition={f"ForAnyValue:{operator}": condition}).is_public()
    assert _statement(Condition={f"ForAllValues:{operator}": condition}).is_public()
    assert _statement(Condition={f"{operator}IfExists": condition}).is_public()


def _public(*items: dict[str, Any]) -> list[str]:
    found = statements(Block({"policy": {"Statement": list(items)}}), "policy")
    return [label for label, _ in public_statements(found)]


GRANT: dict[str, Any] = {
    "Sid": "Read",
    "Effect": "Allow",
    "Principal": "*",
    "Action": ["s3:GetObject", "s3:List*"],
    "Resource": "arn:aws:s3:::logs/*",
}
STRANGERS: dict[str, Any] = {"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}
DENY: dict[str, Any] = {"Effect": "Deny", "Principal": "*", "Action": "s3:*", "Resource": "*", "Condition": STRANGERS}
TAKEN_BACK: dict[str, dict[str, Any]] = {
    "everything": {},
    "the same actions": {"Action": ["s3:List*", "s3:GetObject"]},
    "the same resources": {"Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]},
    "no resource named": {"Resource": None},
    "from everybody": {"Condition": None},
    "from everybody with an account": {"Principal": {"AWS": "*"}},
    "from all but one": {
        "Principal": None,
        "NotPrincipal": {"AWS": "arn:aws:iam::111122223333:root"},
        "Condition": None,
    },
    "but for services": {"Condition": {**STRANGERS, "BoolIfExists": {"aws:PrincipalIsAWSService": "false"}}},
    "but for services that must say so": {"Condition": {**STRANGERS, "Bool": {"aws:PrincipalIsAWSService": False}}},
    "from other networks": {"Condition": {"NotIpAddress": {"aws:SourceIp": "203.0.113.0/24"}}},
    "from other networks, if any": {"Condition": {"StringNotEqualsIfExists": {"aws:SourceVpce": "vpce-1a2b3c4d"}}},
    "from other roles": {"Condition": {"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}},
    "from other units": {"Condition": {"ForAllValues:StringNotLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/*"}}},
}
NOT_TAKEN_BACK: dict[str, dict[str, Any]] = {
    "by an allow": {"Effect": "Allow", "Principal": {"AWS": "111122223333"}, "Condition": None},
    "other actions": {"Action": ["s3:GetObject", "s3:ListBucket"]},
    "all but some actions": {"Action": None, "NotAction": "s3:PutObject"},
    "other resources": {"Resource": "arn:aws:s3:::logs"},
    "a part of the resources": {"Resource": "arn:aws:s3:::logs/?*"},
    "all but some resources": {"Resource": None, "NotResource": "arn:aws:s3:::logs/*"},
    "from one account": {"Principal": {"AWS": "111122223333"}},
    "from nobody": {"Principal": None, "NotPrincipal": {"AWS": "*"}, "Condition": None},
    "from nobody in particular": {
        "Principal": None,
        "NotPrincipal": {"AWS": ["111122223333", "*"]},
        "Condition": None,
    },
    "from friends": {"Condition": {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}},
    "from friends of services": {"Condition": {"Bool": {"aws:PrincipalIsAWSService": "true"}}},
    "from services only, if they say so": {"Condition": {"Null": {"aws:PrincipalIsAWSService": "false"}}},
    "from those outside of any organization": {"Condition": {"StringNotLike": {"aws:PrincipalOrgID": "*"}}},
    "from those without HTTPS": {"Condition": {"Bool": {"aws:SecureTransport": "false"}}},
    "from strangers without HTTPS": {"Condition": {**STRANGERS, "Bool": {"aws:SecureTransport": "false"}}},
    "only where the key has a value": {
        "Condition": {"ForAnyValue:StringNotLike": {"aws:PrincipalOrgPaths": "o-a1b2/*"}}
    },
}


@pytest.mark.parametrize("elements", TAKEN_BACK.values(), ids=TAKEN_BACK)
def test_a_deny_takes_a_grant_back(elements: dict[str, Any]) -> None:
    assert _public(GRANT) == ["Read"]
    assert _public(GRANT, DENY | elements) == _public(DENY | elements, GRANT) == []


@pytest.mark.parametrize("elements", NOT_TAKEN_BACK.values(), ids=NOT_TAKEN_BACK)
def test_a_deny_of_something_else_does_not(elements: dict[str, Any]) -> None:
    assert _public(GRANT, DENY | elements) == ["Read"]


def test_a_grant_of_everything_is_taken_back_by_a_deny_of_everything_only() -> None:
    grant = {"Effect": "Allow", "Principal": "*", "NotAction": "s3:PutObject", "NotResource": "arn:aws:s3:::logs"}
    assert _public(grant, DENY | {"Action": "*"}) == []
    assert _public(grant, DENY) == ["1"]
    assert _public(grant, DENY | {"Action": "*", "Resource": "arn:aws:s3:::*"}) == ["1"]


@pytest.mark.parametrize("operator", "StringNotEquals StringNotLike StringNotEqualsIgnoreCase ArnNotEquals".split())
@pytest.mark.parametrize("suffix", ["", "IfExists"])
def test_every_negated_operator_excludes_strangers(operator: str, suffix: str) -> None:
    condition = {f"{operator}{suffix}": {"aws:PrincipalAccount": "111122223333"}}
    assert _public(GRANT, DENY | {"Condition": condition}) == []


def test_an_action_is_covered_by_its_patterns() -> None:
    statement = _statement(Action=["s3:Get*", "SQS:sendmessage"])
    assert statement.covers_action("s3:GetObject")
    assert statement.covers_action("sqs:SendMessage")
    assert not statement.covers_action("s3:PutObject")


def test_not_action_covers_all_others() -> None:
    statement = _statement(Action=None, NotAction=["iam:*", "sts:*"])
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


@given(_PATTERNS, _PATTERNS, st.text(alphabet="abx", max_size=6))
def test_what_a_covered_pattern_matches_is_matched_by_the_pattern(pattern: str, other: str, value: str) -> None:
    if covers(pattern, other):
        for text in (value, other.replace("*", value).replace("?", "x")):
            assert not matches(other, text) or matches(pattern, text)


@given(_PATTERNS)
def test_a_pattern_covers_itself_and_a_star_covers_it(pattern: str) -> None:
    assert covers(pattern, pattern) and covers("*", pattern)
    assert covers(f"{pattern}*", pattern)


@given(_PATTERNS)
def test_a_pattern_matches_what_its_wildcards_stand_for(pattern: str) -> None:
    assert matches(pattern, pattern.replace("*", "").replace("?", "x"))
    assert matches(pattern, pattern.replace("*", "any:thing").replace("?", "x"))


def test_statements_that_are_no_objects_are_left_out() -> None:
    document: Mapping[str, Any] = {"Statement": ["text", 1, None, {"Effect": "Allow"}]}
    assert [statement.allows for statement in statements(Block({"policy": document}), "policy")] == [True]


PLAIN = {"Effect": "Deny", "Action": "sns:*", "Condition": {"Bool": {"AWS:SecureTransport": "false"}}}


@pytest.mark.parametrize(
    "elements", [{}, {"Principal": {"AWS": "*"}}, {"Condition": {"BoolIfExists": {"aws:SecureTransport": False}}}]
)
def test_plain_http_is_denied(elements: dict[str, Any]) -> None:
    assert denies_plain_http(_statement(**PLAIN | elements), "sns:Publish", "sns:Subscribe")


@pytest.mark.parametrize(
    "elements",
    [
        {"Effect": "Allow"},
        {"Principal": {"AWS": "111122223333"}},
        {"Action": "sns:Publish"},
        {"Condition": {"Bool": {"aws:SecureTransport": "true"}}},
        {"Condition": {"StringEquals": {"aws:SecureTransport": "false"}}},
        {"Condition": {"Bool": {"aws:SecureTransport": "false", "aws:ViaAWSService": "false"}}},
        {"Condition": None},
    ],
)
def test_plain_http_is_not_denied(elements: dict[str, Any]) -> None:
    assert not denies_plain_http(_statement(**PLAIN | elements), "sns:Publish", "sns:Subscribe")


def test_a_principal_is_everybody_or_of_a_kind() -> None:
    assert _statement(Principal="*").principals == (("*", "*"),)
    assert _statement(Principal="111122223333").principals == (("AWS", "111122223333"),)
    assert _statement(Principal={"Service": ["a", "b"]}).principals == (("Service", "a"), ("Service", "b"))
    assert not _statement(Principal={"Service": "*"}).covers_every_principal()


def test_documents_are_found_at_a_dotted_path() -> None:
    block = Block({"policy": "{}", "details": {"policy": "{}"}, "inline": [{"policy": "{}"}, {"policy": UNKNOWN}]})
    paths = [[inner.path(name) for inner, name in located(block, path)] for path in ("policy", "details.policy")]
    assert paths == [["policy"], ["details.policy"]]
    assert [inner.is_known(name) for inner, name in located(block, "inline.policy")] == [True, False]
    assert list(located(block, "missing.policy")) == []


def test_a_message_names_the_statement_and_its_actions() -> None:
    open_to_all = {"Effect": "Allow", "Principal": "*"}
    document = {
        "Statement": [
            {"Effect": "Deny", "Principal": "*", "Action": "s3:GetObject"},
            open_to_all | {"Sid": "Read", "Action": ["s3:GetObject", "s3:ListBucket"]},
            open_to_all | {"NotAction": "s3:PutObject"},
        ]
    }
    first, second = public_grants(Block({"policy": document}), "policy")
    assert "got statement Read with s3:GetObject, s3:ListBucket for any principal" in first
    assert "got statement 3 with all but some actions for any principal" in second
