"""One list of trust decides alike in service control, resource control and endpoint policies: what gets in, what out.

Not proven: that AWS fills the condition keys as its documentation says; the evaluator is the twin's.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

import pulumi
import pytest

from components._endpoint_policies import endpoint_policy
from components.guardrails import FULL_ACCESS, compile_guardrails, statement
from organizations.model import Organization
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._model import PolicyType
from tests.organizations.conftest import document as document  # The fixture.
from twin.aws import EmbeddedAws
from twin.evaluator import NamedDocument, Policies, Principal, PrincipalKind, Request, evaluate
from twin.monitor import run_program

OWN, PARTNER, STRANGER = "o-ownorganization", "o-partnerorganization", "o-strangerorganization"
OWN_ACCOUNT, VENDOR, OUTSIDER = "222222222222", "333333333333", "444444444444"
IDS = {
    "organization_id": OWN,
    "management_account": "111122223333",
    "log_archive_account": "555555555555",
    "security_account": "666666666666",
}
TRUST = {"organizations": [PARTNER], "accounts": [VENDOR]}
OPEN = NamedDocument(
    "open",
    {
        "Version": "2012-10-17",
        "Statement": [{"Effect": "Allow", "Principal": "*", "Action": "*", "Resource": "*"}],
    },
)
ADMINISTRATOR = NamedDocument(
    "administrator",
    {"Version": "2012-10-17", "Statement": [{"Effect": "Allow", "Action": "*", "Resource": "*"}]},
)
NOWHERE: Mapping[str, Any] = {}


@pytest.fixture
def plain(document: dict[str, Any]) -> Organization:
    """An organization that trusts nobody else."""
    return Organization.model_validate(document)


@pytest.fixture
def trusting(document: dict[str, Any]) -> Organization:
    """An organization that trusts a partner's organization and a vendor's account."""
    return Organization.model_validate(document | {"perimeter": TRUST})


def guardrails(organization: Organization, type: PolicyType, target: str) -> list[NamedDocument]:
    """The compiled policies of a type at the root and at a unit, with AWS's own."""
    found = [
        NamedDocument(policy.name, json.loads(policy.with_ids(IDS)))
        for policy in compile_guardrails(organization, catalogue())
        if policy.type is type and target in policy.targets
    ]
    return [NamedDocument(*FULL_ACCESS[type]), *found]


def comes_in(organization: Organization, principal: Principal, action: str = "s3:GetObject", **context: Any) -> bool:
    """Whether the guardrails of a resource that its own policy opens to everybody let the principal use it."""
    policies = Policies(
        identity=[ADMINISTRATOR],
        resource=OPEN,
        resource_control=[guardrails(organization, PolicyType.RESOURCE_CONTROL, "root")],
        management_account=IDS["management_account"],
    )
    arns = {"s3": "arn:aws:s3:::data/key", "sqs": f"arn:aws:sqs:us-east-1:{OWN_ACCOUNT}:queue"}
    arn = arns.get(action.partition(":")[0], f"arn:aws:iam::{OWN_ACCOUNT}:role/r")
    return evaluate(Request(principal, action, arn, OWN_ACCOUNT, context, "us-east-1"), policies).allowed


def goes_out(organization: Organization, owner: str, owned_by: str | None, **context: Any) -> bool:
    """Whether the guardrails let a role of a workload write into a bucket of the owner, who lets everybody in."""
    keys = {"aws:ResourceOrgID": owned_by} if owned_by else {}
    policies = Policies(
        identity=[ADMINISTRATOR],
        resource=OPEN,
        service_control=[
            guardrails(organization, PolicyType.SERVICE_CONTROL, "root"),
            guardrails(organization, PolicyType.SERVICE_CONTROL, "Workloads"),
        ],
        management_account=IDS["management_account"],
    )
    given = {"s3:x-amz-server-side-encryption": "aws:kms"} | keys | context
    request = Request(role(OWN_ACCOUNT, OWN), "s3:PutObject", "arn:aws:s3:::data/key", owner, given, "us-east-1")
    return evaluate(request, policies).allowed


def role(account: str, organization: str | None, name: str = "application") -> Principal:
    return Principal(f"arn:aws:iam::{account}:role/{name}", account, PrincipalKind.ROLE, organization_id=organization)


def service() -> Principal:
    return Principal("logging.s3.amazonaws.com", "", PrincipalKind.SERVICE)


@pytest.mark.parametrize("action", ["s3:GetObject", "sqs:SendMessage", "sts:AssumeRole"])
def test_only_the_own_organization_gets_in_unless_others_are_trusted(
    plain: Organization, trusting: Organization, action: str
) -> None:
    partner, vendor, stranger = role(OUTSIDER, PARTNER), role(VENDOR, None), role(OUTSIDER, STRANGER)
    assert comes_in(plain, role("777777777777", OWN), action)
    assert [comes_in(plain, each, action) for each in (partner, vendor, stranger)] == [False, False, False]
    assert [comes_in(trusting, each, action) for each in (partner, vendor, stranger)] == [True, True, False]


def test_no_name_of_a_role_lets_a_stranger_in(trusting: Organization) -> None:
    for name in ("OrganizationAccountAccessRole", "landing-zone-deploy"):
        assert not comes_in(trusting, role(OUTSIDER, STRANGER, name))


def test_nobody_gets_in_without_a_name(plain: Organization) -> None:
    assert not comes_in(plain, Principal("", "", PrincipalKind.ANONYMOUS))


def test_a_service_acts_for_trusted_accounts_only(plain: Organization, trusting: Organization) -> None:
    def acts(organization: Organization, account: str, of: str | None) -> bool:
        source = {"aws:SourceAccount": account} | ({"aws:SourceOrgID": of} if of else {})
        return comes_in(organization, service(), **source)

    assert acts(plain, OWN_ACCOUNT, OWN)
    assert not acts(plain, VENDOR, None)
    assert [acts(trusting, VENDOR, None), acts(trusting, OUTSIDER, PARTNER)] == [True, True]
    assert not acts(trusting, OUTSIDER, STRANGER)
    assert comes_in(plain, service()), "a service that doesn't say for whom it acts"


def test_data_only_goes_where_it_is_trusted(plain: Organization, trusting: Organization) -> None:
    assert goes_out(plain, OWN_ACCOUNT, OWN)
    assert [goes_out(plain, OUTSIDER, PARTNER), goes_out(plain, VENDOR, None)] == [False, False]
    assert [goes_out(trusting, OUTSIDER, PARTNER), goes_out(trusting, VENDOR, None)] == [True, True]
    assert not goes_out(trusting, OUTSIDER, STRANGER)


@pytest.mark.parametrize(
    ("context", "allowed"),
    [
        ({"aws:SourceIp": "8.8.8.8"}, True),
        ({"aws:SourceIp": "9.9.9.9"}, False),
        ({"aws:VpceOrgID": OWN}, True),
        ({"aws:VpceOrgID": STRANGER}, False),
        ({"aws:SourceIp": "9.9.9.9", "aws:ViaAWSService": True}, True),
    ],
)
def test_networks_bind_once_they_are_named(
    document: dict[str, Any], plain: Organization, context: dict[str, Any], allowed: bool
) -> None:
    named = Organization.model_validate(document | {"perimeter": {"networks": ["8.8.8.0/24"]}})
    assert goes_out(named, OWN_ACCOUNT, OWN, **context) is allowed
    assert goes_out(plain, OWN_ACCOUNT, OWN, **context)


def test_a_side_can_be_left_open(document: dict[str, Any]) -> None:
    inbound = Organization.model_validate(document | {"perimeter": {"inbound": False}})
    outbound = Organization.model_validate(document | {"perimeter": {"outbound": False}})
    assert comes_in(inbound, role(OUTSIDER, STRANGER)) and not comes_in(outbound, role(OUTSIDER, STRANGER))
    assert goes_out(outbound, OUTSIDER, STRANGER) and not goes_out(inbound, OUTSIDER, STRANGER)


def test_a_condition_of_an_empty_list_is_left_out(plain: Organization, trusting: Organization) -> None:
    (item,) = [each for control in catalogue() for each in control.guardrails if each.sid == "DenyUntrustedIdentities"]
    keys = [statement(item, each)["Condition"]["StringNotEqualsIfExists"] for each in (plain, trusting)]
    assert keys == [
        {"aws:PrincipalOrgID": "{organization_id}"},
        {"aws:PrincipalOrgID": ["{organization_id}", PARTNER], "aws:PrincipalAccount": VENDOR},
    ]


def test_endpoints_pass_own_principals_to_what_is_trusted() -> None:
    written: list[str] = []
    with EmbeddedAws(IDS["management_account"]) as aws:

        def program() -> None:
            policy = endpoint_policy(
                "kms",
                region="us-east-1",
                partition="aws",
                organization_id=OWN,
                account_id=OWN_ACCOUNT,
                trusted_organizations=[PARTNER],
                trusted_accounts=[VENDOR],
            )
            pulumi.Output.from_input(policy).apply(written.append)

        run_program(program, aws, stack="test", home_region="us-east-1")
    conditions = [each["Condition"]["StringEquals"] for each in json.loads(written[0])["Statement"]]
    assert conditions == [
        {"aws:PrincipalOrgID": OWN, "aws:ResourceOrgID": OWN},
        {"aws:PrincipalOrgID": OWN, "aws:ResourceOrgID": [PARTNER]},
        {"aws:PrincipalOrgID": OWN, "aws:ResourceAccount": [VENDOR]},
    ]
