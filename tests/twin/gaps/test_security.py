"""What is filled in beside the security services: names of roles, and state that ends with the embedded AWS.

Not proved here: what the filled-in calls do; the tests of the services' resources show it.
"""

from __future__ import annotations

import pytest

from tests.conftest import HOME_REGION, MANAGEMENT_ID, World
from twin.aws import EmbeddedAws


@pytest.mark.parametrize(
    ("service", "role"),
    [
        ("access-analyzer", "AWSServiceRoleForAccessAnalyzer"),
        ("config", "AWSServiceRoleForConfig"),
        ("guardduty", "AWSServiceRoleForAmazonGuardDuty"),
        ("securityhub", "AWSServiceRoleForSecurityHub"),
    ],
)
def test_service_linked_roles_have_the_names_that_aws_gives_them(world: World, service: str, role: str) -> None:
    made = world.client("iam").create_service_linked_role(AWSServiceName=f"{service}.amazonaws.com")["Role"]
    assert made["RoleName"] == role


def test_an_administrator_is_gone_with_the_embedded_aws() -> None:
    for _ in range(2):
        with EmbeddedAws(MANAGEMENT_ID) as aws:
            organizations = aws.client("organizations", MANAGEMENT_ID, HOME_REGION)
            organizations.create_organization(FeatureSet="ALL")
            created = organizations.create_account(AccountName="first", Email="first@anycompany.com")
            hub = aws.client("securityhub", MANAGEMENT_ID, HOME_REGION)
            assert hub.list_organization_admin_accounts()["AdminAccounts"] == []
            hub.enable_organization_admin_account(AdminAccountId=created["CreateAccountStatus"]["AccountId"])
            assert len(hub.list_organization_admin_accounts()["AdminAccounts"]) == 1
