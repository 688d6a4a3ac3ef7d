"""Guardrails compile to policies that fit AWS's quotas, land on the right targets and say what the controls say.

Not proven here: that AWS's evaluation denies what it should (tests/twin/test_proofs.py does that by trying).
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from components.guardrails import (
    QUOTAS,
    Attachable,
    GuardrailError,
    compile_guardrails,
    exempt_roles,
    statement,
    targets,
)
from organizations.loading import load
from organizations.model import Organization
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import Control, Exempt, Guardrail, PolicyType, Scope, Severity
from twin.documents import PolicyType as DocumentType
from twin.documents import problems

ROOT = Path(__file__).parents[2]
IDS = {
    "organization_id": "o-exampleorgid",
    "management_account": "111122223333",
    "log_archive_account": "222233334444",
    "security_account": "333344445555",
}


@pytest.fixture(scope="module")
def organization() -> Organization:
    return load(ROOT / "organizations" / "example.yaml")


def control(*guardrails: Guardrail) -> Control:
    return Control(
        id="test.control",
        title="A control",
        practices=("iam.no-root",),
        severity=Severity.HIGH,
        why="For the test.",
        fix="do nothing",
        guardrails=guardrails,
    )


def statements(policies: tuple[Attachable, ...]) -> list[dict[str, Any]]:
    return [item for policy in policies for item in json.loads(policy.with_ids(IDS))["Statement"]]


def test_every_guardrail_of_the_catalogue_becomes_exactly_one_statement(organization: Organization) -> None:
    compiled = statements(compile_guardrails(organization, catalogue()))
    sids = {guardrail.sid for item in catalogue() for guardrail in item.guardrails}
    # The example names no networks, so none are closed out.
    assert sorted(item["Sid"] for item in compiled) == sorted(sids - {"DenyUntrustedNetworks"})


def test_every_policy_is_one_that_aws_accepts(organization: Organization) -> None:
    for policy in compile_guardrails(organization, catalogue()):
        assert problems(policy.with_ids(IDS), DocumentType(policy.type.value)) == []


def test_no_placeholder_is_left_once_the_ids_are_known(organization: Organization) -> None:
    for policy in compile_guardrails(organization, catalogue()):
        text = policy.with_ids(IDS)
        assert not [name for name in (*IDS, "regions", "partition", "home_region") if f"{{{name}}}" in text]


def test_scopes_mean_the_root_workload_units_and_the_suspended_unit(organization: Organization) -> None:
    assert targets(organization, Scope.ORGANIZATION) == ("root",)
    assert targets(organization, Scope.WORKLOADS) == ("Workloads", "Sandbox")
    assert targets(organization, Scope.SUSPENDED) == ("Suspended",)


def test_deployment_roles_are_exempt_beside_what_a_guardrail_exempts_itself(organization: Organization) -> None:
    guardrail = Guardrail(
        sid="Own",
        actions=("s3:DeleteBucket",),
        conditions={"ArnNotLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/own"}},
    )
    condition = statement(guardrail, organization)["Condition"]["ArnNotLike"]["aws:PrincipalArn"]
    assert condition == ["arn:aws:iam::*:role/own", *exempt_roles("aws")]


def test_what_nobody_may_do_has_no_exemption(organization: Organization) -> None:
    guardrail = Guardrail(sid="Never", actions=("organizations:LeaveOrganization",), exempt=Exempt.NOBODY)
    assert "Condition" not in statement(guardrail, organization)


def test_regions_expand_to_the_governed_ones(organization: Organization) -> None:
    guardrail = Guardrail(
        sid="Regions",
        not_actions=("iam:*",),
        conditions={"StringNotEquals": {"aws:RequestedRegion": ("{regions}",)}},
        exempt=Exempt.NOBODY,
    )
    assert statement(guardrail, organization) == {
        "Sid": "Regions",
        "Effect": "Deny",
        "NotAction": "iam:*",
        "Resource": "*",
        "Condition": {"StringNotEquals": {"aws:RequestedRegion": ["us-east-1", "eu-west-1"]}},
    }


def test_a_resource_control_statement_names_everybody_as_principal(organization: Organization) -> None:
    guardrail = Guardrail(sid="R", type=PolicyType.RESOURCE_CONTROL, actions=("s3:*",))
    assert statement(guardrail, organization)["Principal"] == "*"


def test_a_statement_larger_than_a_policy_is_refused_by_name(organization: Organization) -> None:
    huge = Guardrail(sid="Huge", actions=tuple(f"ec2:Action{number:05}" for number in range(1000)))
    with pytest.raises(GuardrailError, match=r"the statement Huge takes \d+ bytes; AWS allows 10240; split it"):
        compile_guardrails(organization, [control(huge)])


def test_more_policies_than_slots_are_refused_by_target(organization: Organization) -> None:
    large = [
        Guardrail(sid=f"Large{number}", actions=tuple(f"ec2:Action{action:05}" for action in range(450)))
        for number in range(10)
    ]
    with pytest.raises(
        GuardrailError, match="root would have 11 policies of type SERVICE_CONTROL_POLICY; AWS allows 10"
    ):
        compile_guardrails(organization, [control(*large)])


@given(st.lists(st.integers(1, 400), max_size=60))
def test_packing_keeps_every_statement_within_quota(sizes: list[int]) -> None:
    organization = load(ROOT / "organizations" / "example.yaml")
    guardrails = [
        Guardrail(sid=f"S{number:03}", actions=tuple(f"ec2:Action{action:05}" for action in range(size)))
        for number, size in enumerate(sizes)
    ]
    if sum(sizes) > 3000:  # At some 17 bytes an action, more may outgrow the nine policies of a target.
        sizes, guardrails = sizes[:7], guardrails[:7]
    policies = compile_guardrails(organization, [control(*guardrails)])
    quota = QUOTAS[PolicyType.SERVICE_CONTROL]
    assert [item["Sid"] for item in sorted(statements(policies), key=lambda item: item["Sid"])] == [
        guardrail.sid for guardrail in guardrails
    ]
    assert all(len(policy.text.encode()) <= quota.bytes for policy in policies)
    assert len(policies) < quota.slots


def test_an_organization_without_workload_units_gets_no_workload_policy(organization: Organization) -> None:
    foundation = set(organization.foundation.model_dump().values())
    small = organization.model_copy(
        update={
            "units": {
                name: unit for name, unit in organization.units.items() if name in ("Security", "Infrastructure")
            },
            "accounts": {name: item for name, item in organization.accounts.items() if name in foundation},
        }
    )
    policies = compile_guardrails(small, catalogue())
    assert {target for policy in policies for target in policy.targets} == {"root"}


def test_a_policy_is_measured_with_the_longest_ids(organization: Organization) -> None:
    policy = Attachable("p", PolicyType.SERVICE_CONTROL, ("root",), ({"Resource": "{organization_id}"},))
    assert policy.largest > len(policy.with_ids(IDS))
    assert replace(policy, statements=()).largest == len(policy.text) - len('{"Resource":"{organization_id}"}')
