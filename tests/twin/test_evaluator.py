"""The decision AWS takes on a request, each rule as the IAM, Organizations, KMS or S3 guides state it.

Not proved: that AWS answers the same; the rules come from its documentation, and the evaluator's module docstring
lists what is not modelled.
"""

import json
from collections.abc import Mapping, Sequence
from itertools import permutations
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from twin.evaluator import (
    Decision,
    DecisionKind,
    Document,
    EvaluationError,
    NamedDocument,
    Policies,
    PolicyType,
    Principal,
    PrincipalKind,
    Request,
    evaluate,
)

HOME, AWAY, MANAGEMENT = "111122223333", "444455556666", "999999999999"
BUCKET = "arn:aws:s3:::bucket/key"

USER = Principal(f"arn:aws:iam::{HOME}:user/team/ada", HOME, PrincipalKind.USER, unique_id="AIDA1234567890ADA")
ROLE = Principal(
    f"arn:aws:iam::{HOME}:role/team/deploy",
    HOME,
    PrincipalKind.ROLE,
    session_name="ci",
    unique_id="AROA1234567890DEPLOY",
    organization_id="o-example",
    organization_path="o-example/r-1/ou-1/",
    tags={"Team": "blue"},
)
ROOT = Principal(f"arn:aws:iam::{HOME}:root", HOME, PrincipalKind.ROOT)
SERVICE = Principal("cloudtrail.amazonaws.com", "", PrincipalKind.SERVICE)
FEDERATED = Principal(f"arn:aws:iam::{HOME}:oidc-provider/id.example.com", HOME, PrincipalKind.FEDERATED)
ANONYMOUS = Principal("", "", PrincipalKind.ANONYMOUS)
FEDERATED_USER = Principal(f"arn:aws:sts::{HOME}:federated-user/ada", HOME, PrincipalKind.USER)
SERVICE_LINKED = Principal(
    f"arn:aws:iam::{HOME}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig", HOME, PrincipalKind.ROLE
)
SESSION_ARN = f"arn:aws:sts::{HOME}:assumed-role/deploy/ci"


def document(*statements: Mapping[str, Any], version: str = "2012-10-17") -> dict[str, Any]:
    return {"Version": version, "Statement": list(statements)}


def allow(action: str | list[str] = "*", **elements: Any) -> dict[str, Any]:
    return {"Effect": "Allow", "Action": action, "Resource": "*", **elements}


def deny(action: str | list[str] = "*", **elements: Any) -> dict[str, Any]:
    return {**allow(action, **elements), "Effect": "Deny"}


def granting(principal: object, action: str | list[str] = "*", **elements: Any) -> dict[str, Any]:
    return document(allow(action, Principal=principal, **elements))


FULL_ACCESS = document(allow())


def ask(
    principal: Principal = ROLE,
    action: str = "s3:PutObject",
    on: str = BUCKET,
    owner: str = HOME,
    context: Mapping[str, Any] | None = None,
    region: str | None = None,
    **policies: Any,
) -> Decision:
    request = Request(principal, action, on, owner, context or {}, region)
    return evaluate(request, Policies(**{"management_account": MANAGEMENT, **policies}))


# Identity-based policies


def test_nothing_is_allowed_by_default() -> None:
    decision = ask()
    assert decision == Decision(
        DecisionKind.IMPLICIT_DENY,
        f"implicit deny: no identity-based or resource-based policy allows s3:PutObject on {BUCKET}",
    )
    assert not decision.allowed


def test_decision_cites_the_policy_and_the_statement_that_allowed() -> None:
    policies = [
        document(allow("iam:*")),
        NamedDocument("deploy", document(allow("sqs:*"), allow("s3:Put*", Sid="Put"))),
    ]
    assert ask(identity=policies) == Decision(
        DecisionKind.ALLOWED,
        "allowed by identity-based policy 'deploy', statement Put",
        PolicyType.IDENTITY,
        "deploy",
        "Put",
    )


def test_decision_cites_the_first_of_several_policies_that_allow() -> None:
    policies = [NamedDocument(name, document(allow(Sid="A"), allow(Sid="B"))) for name in ("first", "second")]
    decision = ask(identity=policies)
    assert (decision.policy, decision.sid) == ("first", "A")


def test_decision_cites_the_position_of_a_statement_without_sid() -> None:
    decision = ask(identity=[document(allow("iam:*"), allow("s3:*"))])
    assert decision.reason == "allowed by identity-based policy, statement 2"
    assert (decision.policy, decision.sid) == (None, None)


@pytest.mark.parametrize(
    ("statement", "allowed"),
    [
        (allow("s3:PutObject"), True),
        (allow("S3:putobject"), True),
        (allow("s3:Put*"), True),
        (allow("s3:PutObjec?"), True),
        (allow("*:*"), True),
        (allow(["iam:*", "s3:*Object"]), True),
        (allow("s3:GetObject"), False),
        (allow("s3:PutObjectAcl"), False),
        (allow("iam:*"), False),
        ({"Effect": "Allow", "NotAction": "iam:*", "Resource": "*"}, True),
        ({"Effect": "Allow", "NotAction": ["iam:*", "s3:put*"], "Resource": "*"}, False),
        (allow(Resource=BUCKET), True),
        (allow(Resource="arn:aws:s3:::bucket/*"), True),
        (allow(Resource=["arn:aws:s3:::other/*", "arn:aws:s3:::bucket/k?y"]), True),
        (allow(Resource="arn:aws:s3:::Bucket/*"), False),
        (allow(Resource="arn:aws:s3:::bucket"), False),
        ({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::other/*"}, True),
        ({"Effect": "Allow", "Action": "*", "NotResource": "arn:aws:s3:::bucket/*"}, False),
    ],
)
def test_action_and_resource_elements(statement: Mapping[str, Any], allowed: bool) -> None:
    assert ask(identity=[document(statement)]).allowed is allowed


def test_action_without_resources_needs_a_star() -> None:
    assert ask(action="s3:ListAllMyBuckets", on="*", identity=[FULL_ACCESS]).allowed
    assert not ask(action="s3:ListAllMyBuckets", on="*", identity=[document(allow(Resource="arn:aws:s3:::*"))]).allowed


def test_documents_are_taken_as_mapping_text_or_named() -> None:
    forms: list[Document] = [FULL_ACCESS, json.dumps(FULL_ACCESS), MappingProxyType(FULL_ACCESS)]
    forms += [NamedDocument("a", json.dumps(FULL_ACCESS)), {**FULL_ACCESS, "Statement": allow()}]
    assert all(ask(identity=[form]).allowed for form in forms)


# Explicit deny


@pytest.mark.parametrize(
    ("place", "policy_type"),
    [
        ("identity", PolicyType.IDENTITY),
        ("boundary", PolicyType.BOUNDARY),
        ("session", PolicyType.SESSION),
        ("resource", PolicyType.RESOURCE),
        ("service_control", PolicyType.SERVICE_CONTROL),
        ("resource_control", PolicyType.RESOURCE_CONTROL),
    ],
)
def test_explicit_deny_anywhere_wins_and_is_cited(place: str, policy_type: PolicyType) -> None:
    everyone = {"Principal": "*"} if place.startswith("resource") else {}
    ban = NamedDocument("ban", document(allow(**everyone), deny("s3:Put*", Sid="DenyPut", **everyone)))
    policies: dict[str, Any] = {
        "identity": [FULL_ACCESS],
        "boundary": FULL_ACCESS,
        "session": [FULL_ACCESS],
        "resource": granting({"AWS": SESSION_ARN}),
        "service_control": [[FULL_ACCESS], [FULL_ACCESS]],
        "resource_control": [[], []],
    }
    assert ask(**policies).allowed
    match place:
        case "boundary" | "resource":
            policies[place] = ban
        case "service_control" | "resource_control":
            policies[place] = [[FULL_ACCESS if place == "service_control" else ban], [ban]]
        case _:
            policies[place] = [*policies[place], ban]
    assert ask(**policies) == Decision(
        DecisionKind.EXPLICIT_DENY,
        f"explicit deny in {policy_type.noun} 'ban', statement DenyPut",
        policy_type,
        "ban",
        "DenyPut",
    )


# Permissions boundaries and session policies


def test_boundary_and_session_policies_intersect_with_identity_based_policies() -> None:
    s3, iam = document(allow("s3:*")), document(allow("iam:*"))
    assert ask(identity=[FULL_ACCESS], boundary=s3, session=[s3]).allowed
    boundary = ask(identity=[FULL_ACCESS], boundary=iam, session=[s3])
    assert (boundary.kind, boundary.policy_type) == (DecisionKind.IMPLICIT_DENY, PolicyType.BOUNDARY)
    assert boundary.reason == f"implicit deny: no permissions boundary allows s3:PutObject on {BUCKET}"
    session = ask(identity=[FULL_ACCESS], boundary=s3, session=[iam])
    assert (session.kind, session.policy_type) == (DecisionKind.IMPLICIT_DENY, PolicyType.SESSION)
    assert not ask(boundary=s3, session=[s3]).allowed


def test_session_policies_add_up_among_themselves() -> None:
    assert ask(identity=[FULL_ACCESS], session=[document(allow("iam:*")), document(allow("s3:*"))]).allowed


@pytest.mark.parametrize("session", [None, []])
def test_role_session_without_session_policy_has_all_of_the_role(session: Sequence[Document] | None) -> None:
    assert ask(identity=[FULL_ACCESS], session=session).allowed


def test_federated_user_has_nothing_without_a_session_policy() -> None:
    assert not ask(FEDERATED_USER, identity=[FULL_ACCESS]).allowed
    assert ask(FEDERATED_USER, identity=[FULL_ACCESS], session=[FULL_ACCESS]).allowed
    assert ask(FEDERATED_USER, resource=granting({"AWS": FEDERATED_USER.arn})).allowed


# Resource-based policies within an account


@pytest.mark.parametrize(
    ("principal", "named", "unlimited"),
    [
        (USER, {"AWS": USER.arn}, True),
        (USER, {"AWS": USER.unique_id}, True),
        (ROLE, {"AWS": SESSION_ARN}, True),
        (ROLE, "*", True),
        (ROLE, {"AWS": "*"}, True),
        (ROLE, {"AWS": ROLE.arn}, False),
        (ROLE, {"AWS": ROLE.unique_id}, False),
    ],
)
def test_boundary_and_session_policies_limit_what_is_granted_to_a_role_but_not_to_a_user_or_session(
    principal: Principal, named: object, unlimited: bool
) -> None:
    iam = document(allow("iam:*"))
    assert ask(principal, resource=granting(named)).allowed
    assert ask(principal, resource=granting(named), boundary=iam).allowed is unlimited
    assert ask(principal, resource=granting(named), session=[iam]).allowed is unlimited
    assert ask(principal, resource=granting(named), boundary=FULL_ACCESS, session=[FULL_ACCESS]).allowed


def test_principal_arn_condition_with_everyone_is_not_limited_by_a_boundary() -> None:
    policy = granting("*", Condition={"ArnEquals": {"aws:PrincipalArn": ROLE.arn}})
    assert ask(resource=policy, boundary=document(allow("iam:*"))).allowed
    assert not ask(USER, resource=policy).allowed


@pytest.mark.parametrize("names", list(permutations([HOME, ROLE.arn, SESSION_ARN])))
def test_the_most_direct_grant_counts(names: Sequence[str]) -> None:
    policy = document(*(allow(Principal={"AWS": name}) for name in names))
    decision = ask(resource=policy, boundary=document(allow("iam:*")))
    assert decision.reason == f"allowed by resource-based policy, statement {names.index(SESSION_ARN) + 1}"


@pytest.mark.parametrize("names", list(permutations([HOME, ROLE.arn])))
def test_naming_the_role_counts_more_than_naming_its_account(names: Sequence[str]) -> None:
    assert ask(resource=document(*(allow(Principal={"AWS": name}) for name in names))).allowed


@pytest.mark.parametrize("account", [HOME, f"arn:aws:iam::{HOME}:root"])
@pytest.mark.parametrize("principal", [USER, ROLE])
def test_naming_the_account_leaves_the_decision_to_its_identity_based_policies(
    principal: Principal, account: str
) -> None:
    decision = ask(principal, resource=granting({"AWS": account}))
    assert (decision.kind, decision.policy_type) == (DecisionKind.IMPLICIT_DENY, PolicyType.IDENTITY)
    assert ask(principal, resource=granting({"AWS": account}), identity=[FULL_ACCESS]).allowed
    assert not ask(principal, resource=document(deny(Principal={"AWS": account})), identity=[FULL_ACCESS]).allowed


def test_identity_based_policy_is_enough_within_an_account() -> None:
    assert ask(identity=[FULL_ACCESS], resource=granting({"AWS": AWAY})).allowed


# Principal and NotPrincipal


@pytest.mark.parametrize(
    ("principal", "named", "matches"),
    [
        (ANONYMOUS, "*", True),
        (ANONYMOUS, {"AWS": "*"}, True),
        (ANONYMOUS, {"AWS": HOME}, False),
        (SERVICE, {"Service": "cloudtrail.amazonaws.com"}, True),
        (SERVICE, {"Service": ["config.amazonaws.com", "cloudtrail.amazonaws.com"]}, True),
        (SERVICE, {"Service": "config.amazonaws.com"}, False),
        (SERVICE, "*", True),
        (SERVICE, {"AWS": HOME}, False),
        (FEDERATED, {"Federated": FEDERATED.arn}, True),
        (FEDERATED, {"Federated": "accounts.google.com"}, False),
        (FEDERATED, {"AWS": HOME}, False),
        (USER, {"AWS": f"arn:aws:iam::{HOME}:user/team/Ada"}, False),
        (USER, {"AWS": f"arn:aws:iam::{HOME}:user/ada"}, False),
        (USER, {"AWS": AWAY, "Service": "ec2.amazonaws.com"}, False),
        (USER, {"Service": USER.arn}, False),
        (ROLE, {"AWS": f"arn:aws:sts::{HOME}:assumed-role/deploy/other"}, False),
        (ROOT, {"AWS": HOME}, True),
    ],
)
def test_principal_element(principal: Principal, named: object, matches: bool) -> None:
    assert (
        ask(principal, "kms:Decrypt", f"arn:aws:kms:eu-west-1:{HOME}:key/1", resource=granting(named)).allowed
        is matches
    )


def test_canonical_user_names_the_account() -> None:
    canonical = Principal(ROLE.arn, HOME, PrincipalKind.ROLE, canonical_user_id="79a59d")
    policy = granting({"CanonicalUser": "79a59d"})
    assert not ask(canonical, resource=policy).allowed
    assert ask(canonical, owner=AWAY, resource=policy, identity=[FULL_ACCESS]).allowed
    assert not ask(ROLE, owner=AWAY, resource=policy, identity=[FULL_ACCESS]).allowed


@pytest.mark.parametrize(
    ("spared", "denied"),
    [
        ([HOME, ROLE.arn, SESSION_ARN], False),
        ([f"arn:aws:iam::{HOME}:root", ROLE.arn, SESSION_ARN], False),
        ([ROLE.arn, SESSION_ARN], True),
        ([HOME, SESSION_ARN], True),
        ([HOME, ROLE.arn], True),
        ([HOME], True),
        ([AWAY], True),
    ],
)
def test_deny_with_not_principal_spares_only_who_is_named_from_account_to_session(
    spared: list[str], denied: bool
) -> None:
    policy = document({"Effect": "Deny", "NotPrincipal": {"AWS": spared}, "Action": "*", "Resource": "*"})
    assert ask(identity=[FULL_ACCESS], resource=policy).allowed is not denied


def test_deny_with_not_principal_denies_the_anonymous() -> None:
    policy = document(
        allow(Principal="*"),
        {"Effect": "Deny", "NotPrincipal": {"AWS": HOME}, "Action": "*", "Resource": "*"},
    )
    assert not ask(ANONYMOUS, resource=policy).allowed
    assert ask(ROOT, resource=policy).allowed


@pytest.mark.parametrize(
    ("left_out", "allowed"),
    [({"AWS": AWAY}, True), ({"AWS": HOME}, False), ({"AWS": ROLE.arn}, False), ("*", False)],
)
def test_allow_with_not_principal_leaves_out_who_is_named_at_any_level(left_out: object, allowed: bool) -> None:
    policy = document({"Effect": "Allow", "NotPrincipal": left_out, "Action": "*", "Resource": "*"})
    assert ask(resource=policy).allowed is allowed


def test_assumed_role_session_arn_stands_for_its_role() -> None:
    session = Principal(SESSION_ARN, HOME, PrincipalKind.ROLE)
    role = f"arn:aws:iam::{HOME}:role/deploy"
    assert session.role_arn == role
    assert session.session_arn == SESSION_ARN == ROLE.session_arn
    assert ask(session, resource=granting({"AWS": role})).allowed
    assert ask(session, identity=[document(allow(Condition={"ArnLike": {"aws:PrincipalArn": role}}))]).allowed


# Cross-account


@pytest.mark.parametrize("named", ["*", {"AWS": HOME}, {"AWS": ROLE.arn}, {"AWS": SESSION_ARN}])
def test_cross_account_needs_an_allow_on_both_sides(named: object) -> None:
    policy = granting(named)
    assert ask(owner=AWAY, resource=policy, identity=[FULL_ACCESS]).allowed
    trusted = ask(owner=AWAY, resource=policy)
    assert (trusted.kind, trusted.policy_type) == (DecisionKind.IMPLICIT_DENY, PolicyType.IDENTITY)
    trusting = ask(owner=AWAY, identity=[FULL_ACCESS])
    assert (trusting.kind, trusting.policy_type) == (DecisionKind.IMPLICIT_DENY, PolicyType.RESOURCE)


def test_cross_account_access_is_limited_by_boundary_and_session_policies() -> None:
    policies: dict[str, Any] = {"owner": AWAY, "resource": granting({"AWS": SESSION_ARN}), "identity": [FULL_ACCESS]}
    iam = document(allow("iam:*"))
    assert not ask(**policies, boundary=iam).allowed
    assert not ask(**policies, session=[iam]).allowed


@pytest.mark.parametrize("principal", [SERVICE, ANONYMOUS, FEDERATED])
def test_principals_outside_iam_need_the_resource_based_policy_only(principal: Principal) -> None:
    assert ask(principal, resource=granting("*")).allowed
    decision = ask(principal, identity=[FULL_ACCESS])
    assert decision == Decision(
        DecisionKind.IMPLICIT_DENY,
        f"implicit deny: no resource-based policy allows s3:PutObject on {BUCKET}",
        PolicyType.RESOURCE,
    )


# KMS keys and role trust policies


KEY = f"arn:aws:kms:eu-west-1:{HOME}:key/1234"
TRUSTED = f"arn:aws:iam::{HOME}:role/trusted"


@pytest.mark.parametrize(("action", "resource"), [("kms:Decrypt", KEY), ("sts:AssumeRole", TRUSTED)])
def test_keys_and_roles_are_decided_by_their_own_policy(action: str, resource: str) -> None:
    def allowed(**policies: Any) -> bool:
        return ask(action=action, on=resource, **policies).allowed

    assert not allowed(identity=[FULL_ACCESS])
    assert not allowed(identity=[FULL_ACCESS], resource=granting({"AWS": AWAY}))
    assert not allowed(resource=granting({"AWS": HOME}))
    assert allowed(identity=[FULL_ACCESS], resource=granting({"AWS": HOME}))
    assert allowed(resource=granting({"AWS": ROLE.arn}))


def ask_as(principal: Principal, **policies: Any) -> bool:
    return ask(principal, "kms:Decrypt", KEY, **policies).allowed


def test_session_policy_limits_a_root_session_also_where_a_key_policy_names_its_account() -> None:
    assert not ask_as(ROOT, resource=granting({"AWS": HOME}), session=[document(allow("s3:*"))])


def test_key_policy_binds_the_root_user_too() -> None:
    assert not ask_as(ROOT)
    assert not ask_as(ROOT, resource=granting({"AWS": ROLE.arn}))
    assert ask_as(ROOT, resource=granting({"AWS": HOME}))


def test_actions_that_concern_no_key_need_no_key_policy() -> None:
    assert ask(action="kms:CreateKey", on="*", identity=[FULL_ACCESS]).allowed
    assert ask(action="sts:GetSessionToken", on="*", identity=[FULL_ACCESS]).allowed


def test_role_trust_policy_without_resource_speaks_of_its_role() -> None:
    trust = document({"Effect": "Allow", "Principal": {"Service": SERVICE.arn}, "Action": "sts:AssumeRole"})
    assert ask(SERVICE, "sts:AssumeRole", TRUSTED, resource=trust).allowed
    assert not ask(SERVICE, "sts:TagSession", TRUSTED, resource=trust).allowed


def test_web_identity_is_judged_by_its_claims() -> None:
    subject = {"StringEquals": {"id.example.com:sub": "repo:example/app:ref:refs/heads/main"}}
    trust = granting({"Federated": FEDERATED.arn}, "sts:AssumeRoleWithWebIdentity", Condition=subject)
    for claim, allowed in (("repo:example/app:ref:refs/heads/main", True), ("repo:example/app:pull_request", False)):
        context = {"id.example.com:sub": claim}
        decision = ask(FEDERATED, "sts:AssumeRoleWithWebIdentity", TRUSTED, context=context, resource=trust)
        assert decision.allowed is allowed


# Root users and permissions nobody can take away


def test_root_user_may_do_everything_in_its_account_that_is_not_denied() -> None:
    decision = ask(ROOT)
    assert decision.reason == f"allowed: the root user of account {HOME} needs no identity-based policy"
    assert not ask(ROOT, service_control=[[FULL_ACCESS], [document(allow("iam:*"))]]).allowed
    assert not ask(ROOT, resource_control=[[document(deny("s3:*", Principal="*"))]]).allowed
    assert not ask(ROOT, resource=document(deny("s3:*", Principal="*"))).allowed
    assert not ask(ROOT, owner=AWAY).allowed


@pytest.mark.parametrize("action", ["s3:GetBucketPolicy", "s3:PutBucketPolicy", "s3:DeleteBucketPolicy"])
def test_bucket_policy_cannot_lock_out_the_root_user_of_its_owner(action: str) -> None:
    locked = document(deny(Principal="*"))
    assert ask(ROOT, action, "arn:aws:s3:::bucket", resource=locked).allowed
    assert not ask(ROLE, action, "arn:aws:s3:::bucket", resource=locked, identity=[FULL_ACCESS]).allowed
    locked_for_others = document(allow(Principal="*"), deny(Principal="*"))
    assert not ask(ROOT, action, "arn:aws:s3:::bucket", owner=AWAY, resource=locked_for_others).allowed
    assert not ask(ROOT, "s3:PutObject", resource=locked).allowed
    assert not ask(ROOT, action, "arn:aws:s3:::bucket", service_control=[[document(deny())]]).allowed


def test_get_caller_identity_needs_no_permission() -> None:
    assert ask(action="sts:GetCallerIdentity", on="*", service_control=[[document(deny())]]).allowed


# Service control policies


def test_every_level_of_service_control_policies_must_allow() -> None:
    s3, iam = document(allow("s3:*")), document(allow("iam:*"))
    assert ask(identity=[FULL_ACCESS], service_control=[[FULL_ACCESS], [s3], [iam, s3]]).allowed
    for levels, position in (([[s3], [iam], [s3]], 2), ([[iam], [s3]], 1), ([[s3], []], 2)):
        decision = ask(identity=[FULL_ACCESS], service_control=levels)
        assert (decision.kind, decision.policy_type) == (DecisionKind.IMPLICIT_DENY, PolicyType.SERVICE_CONTROL)
        assert f"no service control policy at level {position} of {len(levels)} from root to account" in decision.reason


def test_service_control_policies_grant_nothing() -> None:
    assert not ask(service_control=[[FULL_ACCESS]]).allowed


def test_service_control_policies_limit_what_a_resource_based_policy_grants() -> None:
    ban = [[FULL_ACCESS, document(deny("s3:*"))]]
    assert not ask(resource=granting({"AWS": SESSION_ARN}), service_control=ban).allowed


@pytest.mark.parametrize(
    ("principal", "bound"),
    [(USER, True), (ROLE, True), (ROOT, True), (SERVICE_LINKED, False), (SERVICE, False), (ANONYMOUS, False)],
)
def test_service_control_policies_bind_users_roles_and_root_but_no_services(principal: Principal, bound: bool) -> None:
    granted = granting("*")
    decision = ask(principal, resource=granted, service_control=[[FULL_ACCESS, document(deny())]])
    assert decision.allowed is not bound


@pytest.mark.parametrize("kind", [PrincipalKind.USER, PrincipalKind.ROLE, PrincipalKind.ROOT])
def test_service_control_policies_do_not_bind_the_management_account(kind: PrincipalKind) -> None:
    name = "root" if kind is PrincipalKind.ROOT else f"{kind}/x"
    manager = Principal(f"arn:aws:iam::{MANAGEMENT}:{name}", MANAGEMENT, kind)
    assert ask(manager, owner=MANAGEMENT, identity=[FULL_ACCESS], service_control=[[document(deny())]]).allowed


def test_service_control_policies_take_conditions_and_resources_with_allow() -> None:
    statement = allow("s3:*", Resource="arn:aws:s3:::bucket/*", Condition={"ArnLike": {"aws:PrincipalArn": ROLE.arn}})
    levels = [[document(statement)]]
    assert ask(identity=[FULL_ACCESS], service_control=levels).allowed
    assert not ask(USER, identity=[FULL_ACCESS], service_control=levels).allowed
    assert not ask(identity=[FULL_ACCESS], on="arn:aws:s3:::other/key", service_control=levels).allowed


REGIONS = document(
    {
        "Sid": "DenyRegions",
        "Effect": "Deny",
        "NotAction": ["iam:*", "sts:*"],
        "Resource": "*",
        "Condition": {
            "StringNotEquals": {"aws:RequestedRegion": ["eu-central-1", "eu-west-1"]},
            "ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/landing-zone-*"},
        },
    }
)


@pytest.mark.parametrize(
    ("principal", "action", "region", "allowed"),
    [
        (ROLE, "ec2:RunInstances", "eu-west-1", True),
        (ROLE, "ec2:RunInstances", "us-east-1", False),
        (ROLE, "ec2:RunInstances", None, False),
        (ROLE, "iam:CreateRole", "us-east-1", True),
        (
            Principal(f"arn:aws:sts::{HOME}:assumed-role/landing-zone-deploy/ci", HOME, PrincipalKind.ROLE),
            "ec2:RunInstances",
            "us-east-1",
            True,
        ),
    ],
)
def test_region_guardrail(principal: Principal, action: str, region: str | None, allowed: bool) -> None:
    levels = [[FULL_ACCESS, NamedDocument("regions", REGIONS)], [FULL_ACCESS]]
    decision = ask(principal, action, "*", identity=[FULL_ACCESS], service_control=levels, region=region)
    assert decision.allowed is allowed
    if not allowed:
        assert decision.reason == "explicit deny in service control policy 'regions', statement DenyRegions"


# Resource control policies


PERIMETER = document(
    {
        "Sid": "Outsiders",
        "Effect": "Deny",
        "Principal": "*",
        "Action": ["s3:*", "sts:AssumeRole", "sts:AssumeRoleWithWebIdentity", "kms:*"],
        "Resource": "*",
        "Condition": {
            "StringNotEqualsIfExists": {"aws:PrincipalOrgID": "o-example"},
            "BoolIfExists": {"aws:PrincipalIsAWSService": "false"},
        },
    }
)


def bounded(principal: Principal, **request: Any) -> bool:
    policies = {"identity": [FULL_ACCESS], "resource": granting("*"), "resource_control": [[PERIMETER], []]}
    return ask(principal, **{"owner": AWAY, **policies, **request}).allowed


def test_resource_control_policies_bind_whoever_reaches_for_the_resources_of_a_member() -> None:
    assert bounded(ROLE)
    assert bounded(SERVICE)
    assert not bounded(USER)
    assert not bounded(ROOT)
    assert not bounded(ANONYMOUS)
    assert not bounded(FEDERATED, action="sts:AssumeRoleWithWebIdentity", on=f"arn:aws:iam::{AWAY}:role/x")


def test_resource_control_policies_bind_service_principals_unless_they_except_them() -> None:
    everybody = [[document(deny("s3:*", Principal="*"))]]
    assert not bounded(SERVICE, resource_control=everybody)


def test_resource_control_policies_do_not_bind_the_management_account_or_service_linked_roles() -> None:
    assert bounded(USER, owner=MANAGEMENT)
    assert bounded(SERVICE_LINKED)


def test_resource_control_policies_bind_supported_services_only() -> None:
    assert bounded(USER, action="sns:Publish", resource_control=[[document(deny(Principal="*"))]])
    assert not bounded(USER, action="sqs:SendMessage", resource_control=[[document(deny(Principal="*"))]])


def test_resource_control_policies_leave_grants_and_service_linked_roles_alone() -> None:
    key = f"arn:aws:kms:eu-west-1:{AWAY}:key/1"
    assert bounded(USER, action="kms:RetireGrant", on=key)
    assert not bounded(USER, action="kms:Decrypt", on=key)
    linked = f"arn:aws:iam::{AWAY}:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    everybody = [[document(deny("sts:*", Principal="*"))]]
    assert bounded(SERVICE, action="sts:AssumeRole", on=linked, resource_control=everybody)


def test_resource_control_policies_need_no_allow() -> None:
    assert bounded(ROLE, resource_control=[[], []])
    assert not ask(resource_control=[[granting("*")]]).allowed


# The request context


def key_is(key: str, value: str, principal: Principal = ROLE, **request: Any) -> bool:
    statement = deny(Principal="*", Condition={"ForAnyValue:StringEquals": {key: value}})
    policies = {"resource": document(allow(Principal="*"), statement), "identity": [FULL_ACCESS]}
    return not ask(principal, **{**policies, **request}).allowed


def key_is_absent(key: str, principal: Principal = ROLE, **request: Any) -> bool:
    statement = deny(Principal="*", Condition={"Null": {key: "true"}})
    policies = {"resource": document(allow(Principal="*"), statement), "identity": [FULL_ACCESS]}
    return not ask(principal, **{**policies, **request}).allowed


@pytest.mark.parametrize(
    ("principal", "key", "value"),
    [
        (USER, "aws:PrincipalArn", USER.arn),
        (USER, "aws:PrincipalType", "User"),
        (USER, "aws:username", "ada"),
        (USER, "aws:userid", "AIDA1234567890ADA"),
        (USER, "aws:PrincipalAccount", HOME),
        (USER, "aws:PrincipalIsAWSService", "false"),
        (ROLE, "aws:PrincipalArn", ROLE.arn),
        (ROLE, "aws:PrincipalType", "AssumedRole"),
        (ROLE, "aws:userid", "AROA1234567890DEPLOY:ci"),
        (ROLE, "aws:PrincipalOrgID", "o-example"),
        (ROLE, "aws:PrincipalOrgPaths", "o-example/r-1/ou-1/"),
        (ROLE, "aws:ResourceOrgID", "o-example"),
        (ROLE, "aws:ResourceOrgPaths", "o-example/r-1/ou-1/"),
        (ROLE, "aws:PrincipalTag/Team", "blue"),
        (ROLE, "AWS:principaltag/team", "blue"),
        (ROLE, "aws:ResourceAccount", HOME),
        (ROLE, "aws:SecureTransport", "true"),
        (ROLE, "aws:ViaAWSService", "false"),
        (ROOT, "aws:PrincipalArn", f"arn:aws:iam::{HOME}:root"),
        (ROOT, "aws:PrincipalType", "Account"),
        (ROOT, "aws:userid", HOME),
        (FEDERATED_USER, "aws:PrincipalArn", FEDERATED_USER.arn),
        (FEDERATED_USER, "aws:PrincipalType", "FederatedUser"),
        (FEDERATED_USER, "aws:userid", f"{HOME}:ada"),
        (SERVICE, "aws:PrincipalIsAWSService", "true"),
        (SERVICE, "aws:PrincipalServiceName", "cloudtrail.amazonaws.com"),
        (SERVICE, "aws:PrincipalServiceNamesList", "cloudtrail.amazonaws.com"),
        (ANONYMOUS, "aws:PrincipalAccount", "anonymous"),
        (ANONYMOUS, "aws:PrincipalType", "Anonymous"),
        (ANONYMOUS, "aws:userid", "anonymous"),
    ],
)
def test_global_condition_keys_follow_from_the_request(principal: Principal, key: str, value: str) -> None:
    assert key_is(key, value, principal)
    assert not key_is(key, f"not-{value}", principal)


@pytest.mark.parametrize(
    ("principal", "key"),
    [
        (ROLE, "aws:username"),
        (ROLE, "aws:RequestedRegion"),
        (ROLE, "aws:PrincipalServiceName"),
        (ROLE, "aws:PrincipalTag/Owner"),
        (USER, "aws:PrincipalOrgID"),
        (USER, "aws:ResourceOrgID"),
        (FEDERATED_USER, "aws:username"),
        (SERVICE, "aws:PrincipalArn"),
        (SERVICE, "aws:PrincipalOrgID"),
        (ANONYMOUS, "aws:PrincipalArn"),
        (ANONYMOUS, "aws:PrincipalIsAWSService"),
        (FEDERATED, "aws:PrincipalOrgID"),
        (FEDERATED, "aws:PrincipalIsAWSService"),
    ],
)
def test_global_condition_keys_are_absent_where_aws_has_none(principal: Principal, key: str) -> None:
    assert key_is_absent(key, principal)


def test_organization_of_a_foreign_resource_is_not_guessed() -> None:
    assert key_is_absent("aws:ResourceOrgID", owner=AWAY)
    assert key_is("aws:PrincipalOrgID", "o-example", owner=AWAY)
    assert key_is("aws:ResourceAccount", AWAY, owner=AWAY)


def test_region_is_the_one_called() -> None:
    assert key_is("aws:RequestedRegion", "eu-west-1", region="eu-west-1")


def test_context_adds_to_and_overrides_what_follows_from_the_request() -> None:
    assert key_is("aws:SourceIp", "203.0.113.7", context={"aws:sourceip": "203.0.113.7"})
    assert key_is("aws:SecureTransport", "false", context={"AWS:SecureTransport": False})
    assert key_is_absent("aws:PrincipalOrgID", context={"aws:PrincipalOrgId": []})


def test_policy_variables_need_the_version_that_knows_them() -> None:
    statement = allow(Resource="arn:aws:s3:::bucket/${aws:PrincipalTag/Team}/*")
    own = "arn:aws:s3:::bucket/blue/key"
    assert ask(on=own, identity=[document(statement)]).allowed
    assert not ask(on="arn:aws:s3:::bucket/red/key", identity=[document(statement)]).allowed
    assert not ask(USER, on=own, identity=[document(statement)]).allowed
    for old in (document(statement, version="2008-10-17"), {"Statement": statement}):
        assert not ask(on=own, identity=[old]).allowed
        assert ask(on="arn:aws:s3:::bucket/${aws:PrincipalTag/Team}/key", identity=[old]).allowed


def test_variable_without_a_value_matches_no_resource() -> None:
    missing = "arn:aws:s3:::bucket/${aws:PrincipalTag/Owner}*"
    assert not ask(identity=[document(allow(Resource=missing))]).allowed
    assert ask(identity=[document({"Effect": "Allow", "Action": "*", "NotResource": missing})]).allowed


@pytest.mark.parametrize(
    ("condition", "allowed"),
    [
        ({}, True),
        ({"StringEquals": {}}, True),
        ({"StringEquals": {"aws:PrincipalAccount": HOME, "aws:PrincipalType": "AssumedRole"}}, True),
        ({"StringEquals": {"aws:PrincipalAccount": HOME, "aws:PrincipalType": "User"}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": HOME}, "Bool": {"aws:SecureTransport": False}}, False),
        ({"StringEquals": {"aws:PrincipalAccount": [AWAY, HOME]}}, True),
        ({"StringNotEquals": {"aws:PrincipalAccount": [AWAY, HOME]}}, False),
        ({"NumericLessThan": {"s3:max-keys": 10}}, False),
        ({"NumericLessThanIfExists": {"s3:max-keys": 10.5}}, True),
    ],
)
def test_all_operators_and_keys_must_hold_and_any_of_their_values(condition: Mapping[str, Any], allowed: bool) -> None:
    assert ask(identity=[document(allow(Condition=condition))]).allowed is allowed


# What has no meaning


def test_problems_of_all_documents_are_raised_at_once() -> None:
    policies = Policies(
        identity=[NamedDocument("a", document({**allow(), "Effect": "Perhaps"}))],
        resource=document(allow()),
        service_control=[[document(allow(Condition={"StringIs": {"aws:x": "y"}}))], ["{"]],
    )
    for _ in range(2):
        with pytest.raises(EvaluationError) as error:
            evaluate(Request(ROLE, "s3:GetObject", BUCKET, HOME), policies)
        starts = [problem.split(": ")[0] for problem in error.value.problems]
        assert starts == ["identity-based policy 'a'", "resource-based policy", *["service control policy"] * 2]


@pytest.mark.parametrize("action", ["", "GetObject", "s3:", "s3:*", "s3:Get Object", "s3:a:b"])
def test_action_without_a_meaning_is_an_error(action: str) -> None:
    with pytest.raises(EvaluationError, match="of the request is not valid; expected service:Name") as error:
        ask(action=action)
    assert repr(action) in str(error.value)


def test_context_without_a_meaning_is_an_error() -> None:
    with pytest.raises(EvaluationError, match="condition key 'aws:x' holds None; expected a string"):
        ask(context={"aws:x": None})


def test_policies_are_read_when_the_first_request_meets_them() -> None:
    statements = [allow()]
    changing = {"Version": "2012-10-17", "Statement": statements}
    policies = Policies(identity=[changing])
    request = Request(ROLE, "s3:GetObject", BUCKET, HOME)
    assert evaluate(request, policies).allowed
    statements[0] = deny()
    assert evaluate(request, policies).allowed
    assert not evaluate(request, Policies(identity=[changing])).allowed


# Laws that hold for all policies

PLACES = ("identity", "boundary", "session", "resource", "service_control", "resource_control")
CONDITIONS = st.sampled_from(
    [
        {},
        {"StringEquals": {"aws:PrincipalAccount": HOME}},
        {"StringNotEquals": {"aws:PrincipalAccount": HOME}},
        {"Null": {"aws:PrincipalOrgID": "true"}},
        {"ForAllValues:StringLike": {"aws:TagKeys": ["a*"]}},
        {"BoolIfExists": {"aws:PrincipalIsAWSService": "false"}},
    ]
)
NAMES = st.sampled_from(
    [
        "*",
        {"AWS": HOME},
        {"AWS": [HOME, USER.arn]},
        {"AWS": ROLE.arn},
        {"AWS": SESSION_ARN},
        {"AWS": [HOME, ROLE.arn, SESSION_ARN]},
        {"Service": SERVICE.arn},
        {"Federated": FEDERATED.arn},
    ]
)
ACTIONS = st.sampled_from(["*", "s3:*", "s3:PutObject", "s3:Get*", "kms:Decrypt", "sts:*"])
RESOURCES = st.sampled_from(["*", BUCKET, "arn:aws:s3:::other/*", KEY, TRUSTED])


@st.composite
def statements(draw: st.DrawFn, place: str, effect: str | None = None) -> dict[str, Any]:
    negated = st.sampled_from(["", "Not"])
    statement: dict[str, Any] = {
        "Effect": effect or draw(st.sampled_from(["Allow", "Allow", "Deny"])),
        f"{draw(negated)}Action": draw(ACTIONS),
        f"{draw(negated)}Resource": draw(RESOURCES),
        "Condition": draw(CONDITIONS),
    }
    if place.startswith("resource"):
        statement[f"{draw(negated)}Principal"] = draw(NAMES)
    return statement


Situation = tuple[Request, dict[str, list[dict[str, Any]]]]


@st.composite
def situations(draw: st.DrawFn) -> Situation:
    action, resource = draw(
        st.sampled_from([("s3:PutObject", BUCKET), ("kms:Decrypt", KEY), ("sts:AssumeRole", TRUSTED)])
    )
    principal = draw(st.sampled_from([USER, ROLE, ROOT, SERVICE, FEDERATED, ANONYMOUS, FEDERATED_USER, SERVICE_LINKED]))
    request = Request(principal, action, resource, draw(st.sampled_from([HOME, AWAY])))
    return request, {place: draw(st.lists(statements(place), max_size=3)) for place in PLACES}


def judge(request: Request, places: Mapping[str, Sequence[Mapping[str, Any]]]) -> Decision:
    documents = {place: document(*statements) for place, statements in places.items() if statements}
    return evaluate(
        request,
        Policies(
            identity=[documents["identity"]] if "identity" in documents else [],
            boundary=documents.get("boundary"),
            session=[documents["session"]] if "session" in documents else None,
            resource=documents.get("resource"),
            service_control=[[FULL_ACCESS, documents["service_control"]]] if "service_control" in documents else [],
            resource_control=[[documents["resource_control"]]] if "resource_control" in documents else [],
        ),
    )


@settings(deadline=None)
@given(situations(), st.sampled_from(PLACES), st.data())
def test_a_further_deny_never_turns_deny_into_allow(situation: Situation, place: str, data: st.DataObject) -> None:
    request, places = situation
    further = data.draw(statements(place, effect="Deny"))
    if places[place] and not judge(request, places).allowed:
        assert not judge(request, {**places, place: [*places[place], further]}).allowed


@settings(deadline=None)
@given(situations(), statements("identity", effect="Allow"))
def test_a_further_allow_in_an_identity_based_policy_never_turns_allow_into_deny(
    situation: Situation, further: dict[str, Any]
) -> None:
    request, places = situation
    if judge(request, places).allowed:
        assert judge(request, {**places, "identity": [*places["identity"], further]}).allowed


@settings(deadline=None)
@given(situations(), st.randoms(use_true_random=False))
def test_order_of_statements_is_irrelevant(situation: Situation, random: Any) -> None:
    request, places = situation
    shuffled = {place: random.sample(statements, len(statements)) for place, statements in places.items()}
    expected, actual = judge(request, places), judge(request, shuffled)
    assert (expected.kind, expected.policy_type) == (actual.kind, actual.policy_type)


@settings(deadline=None)
@given(situations(), st.sampled_from(["boundary", "service_control", "resource_control"]))
def test_guardrails_never_allow_more(situation: Situation, place: str) -> None:
    request, places = situation
    if judge(request, places).allowed:
        assert judge(request, {**places, place: []}).allowed


WORDS = st.sampled_from(
    [
        *("Version", "2012-10-17", "Id", "Statement", "Sid", "Effect", "Allow", "Deny", "Principal", "NotPrincipal"),
        *("Action", "NotAction", "Resource", "NotResource", "Condition", "*", "AWS", "Service", HOME, ROLE.arn),
        *("s3:*", "s3:PutObject", BUCKET, "${aws:username}", "${", "StringEquals", "ForAnyValue:ArnLikeIfExists"),
        *("Null", "Bool", "NumericEquals", "DateLessThan", "IpAddress", "aws:PrincipalArn", "true", "2026", "\ud800"),
    ]
)
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | WORDS | st.text(max_size=5),
    lambda children: (
        st.lists(children, max_size=3) | st.dictionaries(WORDS | st.text(max_size=3), children, max_size=5)
    ),
    max_leaves=12,
)
NEARLY_STATEMENTS = st.fixed_dictionaries(
    {"Effect": st.just("Allow") | JSON, "Action": st.just("*") | JSON, "Resource": st.just("*") | JSON},
    optional={"Condition": st.dictionaries(WORDS, st.dictionaries(WORDS, JSON)) | JSON, "Principal": JSON, "Sid": JSON},
)
NEARLY_DOCUMENTS = st.fixed_dictionaries(
    {"Statement": st.lists(NEARLY_STATEMENTS, min_size=1, max_size=2)}, optional={"Version": st.just("2012-10-17")}
)


@settings(deadline=None)
@given(JSON | NEARLY_DOCUMENTS | JSON.map(json.dumps) | st.text(max_size=20), st.sampled_from(PLACES))
def test_any_document_is_decided_or_an_evaluation_error(arbitrary: Any, place: str) -> None:
    shapes = {"boundary": arbitrary, "resource": arbitrary, "identity": [arbitrary], "session": [arbitrary]}
    policies = {"identity": [FULL_ACCESS], place: shapes.get(place, [[arbitrary]])}
    try:
        explained: Sequence[str] = [ask(**policies).reason]
    except EvaluationError as error:
        explained = error.problems
    assert all(explained) and explained
