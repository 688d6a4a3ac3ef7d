"""The identity layer puts pipelines, emergencies and people where the organization file says.

Not proved: that Identity Center provisions what is assigned; the embedded AWS only holds it.
"""

from __future__ import annotations

from typing import Any

import pulumi
import pytest

from organizations.loading import load
from organizations.model import Organization
from organizations.sections.identity import within
from stacks import accounts as accounts_layer
from stacks import identity as identity_layer
from stacks import logging as logging_layer
from stacks import organization as organization_layer
from stacks._zone import Zone
from tests.conftest import only
from tests.organizations.conftest import EXAMPLE
from twin.aws import EmbeddedAws
from twin.graph import Graph
from twin.handlers import State
from twin.monitor import run_program
from twin.rehearsal import judge, settings

ORGANIZATION = load(EXAMPLE)
MANAGEMENT = ORGANIZATION.accounts["management"].id or ""
ROLE = "aws:iam/role:Role"
GROUP = "aws:identitystore/group:Group"
ISSUER = "aws:iam/openIdConnectProvider:OpenIdConnectProvider"
ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment"
LANDING_ZONE = {
    "provider": "github",
    "repository": "anycompany/landing-zone",
    "workflow": "anycompany/landing-zone/.github/workflows/deploy.yml@refs/heads/main",
}
BILLING = {"group": "auditors", "permission_set": "billing", "accounts": ["management"]}
LIMITED = {
    "description": "Looks at one bucket",
    "statements": [{"effect": "Allow", "actions": ["s3:ListBucket"], "resources": ["arn:aws:s3:::anycompany-reports"]}],
}


def with_identity(**changes: Any) -> Organization:
    data = ORGANIZATION.model_dump()
    data["identity"] = {**data["identity"], **changes}
    return Organization.model_validate(data)


def build(organization: Organization, aws: EmbeddedAws, *layers: Any) -> Graph:
    def program() -> None:
        zone = Zone(organization, organization.name)
        for layer in (organization_layer, *layers, identity_layer):
            layer.deploy(zone)

    return run_program(program, aws, stack=organization.name, home_region=organization.home_region)


@pytest.fixture(scope="module")
def graph() -> Graph:
    organization = with_identity(
        landing_zone_pipeline=LANDING_ZONE,
        break_glass={"users": ["rescuer"]},
        assignments=[*ORGANIZATION.model_dump()["identity"]["assignments"], BILLING],
        permission_sets={"reports": LIMITED},
    )
    with EmbeddedAws(MANAGEMENT) as aws:
        return build(organization, aws, logging_layer, accounts_layer)


def named(graph: Graph, prefix: str) -> set[str]:
    """The accounts that have a role by such a name."""
    names = {node.id: str(node.inputs["name"]) for node in graph.of_type("aws:organizations/account:Account")}
    names[MANAGEMENT] = "management"
    return {names[node.account] for node in graph.of_type(ROLE) if node.inputs["name"].startswith(prefix)}


def test_a_pipeline_has_two_roles_in_each_account_and_one_issuer_an_account(graph: Graph) -> None:
    expected = {"payments-staging", "payments-production"}
    assert named(graph, "landing-zone-pipeline-payments") == named(graph, "landing-zone-plan-payments") == expected
    assert len(graph.of_type(ISSUER)) == len({node.account for node in graph.of_type(ISSUER)}) == 3


def test_the_landing_zone_s_role_is_in_management_and_trusted_elsewhere(graph: Graph) -> None:
    assert named(graph, "landing-zone-deploy") == set(ORGANIZATION.accounts)
    (own,) = [
        node
        for node in graph.of_type(ROLE)
        if node.account == MANAGEMENT and node.inputs["name"] == "landing-zone-deploy"
    ]
    others = [node for node in graph.of_type(ROLE) if node.inputs["name"] == "landing-zone-deploy" and node != own]
    assert all(own.outputs["arn"] in node.inputs["assumeRolePolicy"] for node in others)


def test_every_account_has_its_role_for_emergencies(graph: Graph) -> None:
    assert named(graph, "landing-zone-break-glass") == set(ORGANIZATION.accounts)


def test_units_are_assigned_with_all_accounts_below(graph: Graph) -> None:
    assigned = {node.name.removeprefix("identity-center-") for node in graph.of_type(ASSIGNMENT)}
    everybody = {f"auditors-security-audit-{name}" for name in ORGANIZATION.member_accounts}
    builders = within(ORGANIZATION, (), ("Workloads/NonProduction", "Sandbox"))
    assert set(builders) == {"payments-staging", "orders-staging", "sandbox-data", "sandbox-platform"}
    building = {f"developers-power-user-{name}" for name in builders}
    assert assigned == everybody | building | {"auditors-billing-management"}


def test_sets_are_made_where_they_are_used(graph: Graph) -> None:
    sets = {node.inputs["name"] for node in graph.of_type("aws:ssoadmin/permissionSet:PermissionSet")}
    assert sets == {"power-user", "security-audit", "billing", "reports"}


def test_the_controls_find_nothing_and_nothing_is_only_recorded(graph: Graph) -> None:
    judged = [
        f"{each.control} {each.urn.rpartition('::')[2]}: {each.message}"
        for each in judge(graph, settings(ORGANIZATION))
    ]
    assert judged == []
    assert [node.name for node in graph.resources() if node.state is State.RECORDED] == []


def test_without_an_instance_people_are_left_out_and_told_what_to_do(monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[str] = []
    monkeypatch.setattr(pulumi.log, "warn", told.append)
    monkeypatch.setattr("moto.ssoadmin.models.SSOAdminBackend.list_instances", lambda *_, **__: [])
    with EmbeddedAws(MANAGEMENT) as aws:
        graph = build(with_identity(pipelines={}), aws)
    assert not graph.of_type(GROUP, ASSIGNMENT)
    assert len(told) == 1
    assert "enable it in the console of the management account, in us-east-1" in told[0]


def test_groups_of_an_identity_provider_are_looked_up() -> None:
    organization = with_identity(pipelines={}, directory="external", assignments=[BILLING])
    with EmbeddedAws(MANAGEMENT) as aws:
        store = aws.client("sso-admin", MANAGEMENT, "us-east-1").list_instances()["Instances"][0]["IdentityStoreId"]
        directory = aws.client("identitystore", MANAGEMENT, "us-east-1")
        ids = {
            name: directory.create_group(IdentityStoreId=store, DisplayName=name)["GroupId"]
            for name in organization.identity.groups
        }
        graph = build(organization, aws)
    assert not graph.of_type(GROUP)
    assert only(graph, ASSIGNMENT).inputs["principalId"] == ids["auditors"]
