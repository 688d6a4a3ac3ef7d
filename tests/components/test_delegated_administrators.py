"""Services are delegated one after another, once what they need exists.

Not proved: that AWS takes each delegation at once; it refuses some for a while after the one before.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Any

import pytest

from components.delegated_administrators import SERVICES, DelegatedAdministrators
from components.organization import TRUSTED_SERVICES
from tests.conftest import HOME_REGION, OTHER_REGION, World, findings
from twin.graph import Graph, Node
from twin.monitor import ProgramError

BY_ORGANIZATIONS = "aws:organizations/delegatedAdministrator:DelegatedAdministrator"
GUARDDUTY = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount"
SECURITY_HUB = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"
INSPECTOR = "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount"
REGIONS = (HOME_REGION, OTHER_REGION)


@pytest.fixture
def trusting(world: World) -> World:
    """An organization in which the services have trusted access."""
    for service in SERVICES:
        world.client("organizations").enable_aws_service_access(ServicePrincipal=service)
    return world


def build(world: World, **more: Any) -> Graph:
    args: Any = {
        "account_id": world.accounts["first"],
        "management_account_id": world.accounts["management"],
        "regions": REGIONS,
        **more,
    }
    return world.run(lambda: DelegatedAdministrators("delegated", args, world.within()))


def delegations(graph: Graph) -> list[Node]:
    return graph.of_type(BY_ORGANIZATIONS, GUARDDUTY, SECURITY_HUB, INSPECTOR)


def test_the_account_administers_every_service_in_every_region(trusting: World) -> None:
    build(trusting)
    first = trusting.accounts["first"]
    organizations = trusting.client("organizations")
    held = organizations.list_delegated_services_for_account(AccountId=first)["DelegatedServices"]
    assert sorted(item["ServicePrincipal"] for item in held) == sorted(SERVICES)
    for region in REGIONS:
        guardduty = trusting.client("guardduty", region=region).list_organization_admin_accounts()
        hub = trusting.client("securityhub", region=region).list_organization_admin_accounts()
        assert [item["AdminAccountId"] for item in guardduty["AdminAccounts"]] == [first]
        assert [item["AccountId"] for item in hub["AdminAccounts"]] == [first]


def test_delegations_form_one_chain(trusting: World) -> None:
    graph = build(trusting)
    chain = delegations(graph)
    assert len(chain) == len(SERVICES) + 3 * len(REGIONS)
    for before, after in pairwise(chain):
        assert before.urn in after.dependencies


def test_delegations_are_protected(trusting: World) -> None:
    assert all(node.protect for node in delegations(build(trusting)))


def test_a_service_without_trusted_access_is_refused(world: World) -> None:
    with pytest.raises(ProgramError, match="has no trusted access yet"):
        build(world)


def test_every_service_is_one_that_the_organization_trusts() -> None:
    assert set(SERVICES) <= set(TRUSTED_SERVICES)


def test_other_services_can_be_delegated(trusting: World) -> None:
    graph = build(trusting, services=["config.amazonaws.com"], regions=[HOME_REGION], inspector=False)
    assert [node.inputs["servicePrincipal"] for node in graph.of_type(BY_ORGANIZATIONS)] == ["config.amazonaws.com"]
    assert len(delegations(graph)) == 3


def test_access_analyzer_gets_its_role_in_the_management_account(trusting: World) -> None:
    build(trusting)
    role = trusting.client("iam").get_role(RoleName="AWSServiceRoleForAccessAnalyzer")["Role"]
    assert role["Path"] == "/aws-service-role/access-analyzer.amazonaws.com/"


def test_a_role_that_is_there_already_is_kept(trusting: World) -> None:
    made = trusting.client("iam").create_service_linked_role(AWSServiceName="access-analyzer.amazonaws.com")["Role"]
    build(trusting)
    role = trusting.client("iam").get_role(RoleName="AWSServiceRoleForAccessAnalyzer")["Role"]
    assert role["RoleId"] == made["RoleId"]


def test_the_controls_find_nothing(trusting: World) -> None:
    assert findings(build(trusting)) == []
