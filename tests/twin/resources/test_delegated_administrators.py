"""Delegated administrators in the embedded AWS: delegated by the management account, in the order that AWS asks for.

Not proved: AWS's own delays, and its refusal of parallel changes.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import OTHER_REGION, World
from twin.handlers import TwinError, carry_out, handlers, read_back

BY_ORGANIZATIONS = "aws:organizations/delegatedAdministrator:DelegatedAdministrator"
GUARDDUTY = "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount"
SECURITY_HUB = "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount"
REGIONAL = (GUARDDUTY, SECURITY_HUB)


def make(world: World, token: str, region: str = OTHER_REGION, **inputs: Any) -> tuple[str, dict[str, Any]]:
    id, outputs, _ = carry_out(world.at(region=region), token, inputs, name="test")
    return id, outputs


def test_a_service_is_delegated_once_it_has_trusted_access(world: World) -> None:
    first = world.accounts["first"]
    asked = {"accountId": first, "servicePrincipal": "config.amazonaws.com"}
    with pytest.raises(TwinError, match=r"config\.amazonaws\.com has no trusted access"):
        make(world, BY_ORGANIZATIONS, **asked)
    client = world.client("organizations")
    client.enable_aws_service_access(ServicePrincipal="config.amazonaws.com")
    id, outputs = make(world, BY_ORGANIZATIONS, **asked)
    assert id == f"{first}/config.amazonaws.com"
    assert (outputs["name"], outputs["status"]) == ("first", "ACTIVE")
    held = client.list_delegated_services_for_account(AccountId=first)["DelegatedServices"]
    assert [item["ServicePrincipal"] for item in held] == ["config.amazonaws.com"]
    read_back(world.at(), BY_ORGANIZATIONS, id, asked)
    handlers()[BY_ORGANIZATIONS].delete(world.at(), id, {})
    assert handlers()[BY_ORGANIZATIONS].read(world.at(), id, asked) is None
    assert client.list_delegated_administrators()["DelegatedAdministrators"] == []


def test_the_management_account_is_no_administrator(world: World) -> None:
    world.client("organizations").enable_aws_service_access(ServicePrincipal="config.amazonaws.com")
    with pytest.raises(TwinError, match="RegisterDelegatedAdministrator"):
        make(world, BY_ORGANIZATIONS, accountId=world.accounts["management"], servicePrincipal="config.amazonaws.com")


@pytest.mark.parametrize("token", REGIONAL)
def test_a_service_of_regions_is_delegated_in_one_region(world: World, token: str) -> None:
    first = world.accounts["first"]
    id, _ = make(world, token, adminAccountId=first)
    assert id == first
    assert handlers()[token].read(world.at(region="us-east-1"), first, {}) is None
    handlers()[token].delete(world.at(region=OTHER_REGION), first, {})
    assert handlers()[token].read(world.at(region=OTHER_REGION), first, {}) is None
    make(world, token, adminAccountId=world.accounts["second"])


@pytest.mark.parametrize("token", REGIONAL)
def test_a_second_administrator_is_refused(world: World, token: str) -> None:
    make(world, token, adminAccountId=world.accounts["first"])
    with pytest.raises(TwinError, match=rf"{world.accounts['first']} administers .* in {OTHER_REGION}"):
        make(world, token, adminAccountId=world.accounts["second"])


def test_an_account_from_outside_is_refused(world: World) -> None:
    with pytest.raises(TwinError, match="not a member of organization"):
        make(world, SECURITY_HUB, adminAccountId="999999999999")


def test_delegating_switches_the_service_on_where_it_is_off(world: World) -> None:
    for token in REGIONAL:
        make(world, token, adminAccountId=world.accounts["first"])
    assert len(world.client("guardduty", "first", OTHER_REGION).list_detectors()["DetectorIds"]) == 1
    assert world.client("securityhub", "first", OTHER_REGION).describe_hub()["HubArn"]
    at = world.at("first", OTHER_REGION)
    with pytest.raises(TwinError, match="AWS allows one; import it"):
        carry_out(at, "aws:guardduty/detector:Detector", {}, name="late")
    with pytest.raises(TwinError, match=r"Security Hub is on in .* already"):
        carry_out(at, "aws:securityhub/account:Account", {}, name="late")
    assert world.client("guardduty", "first", "us-east-1").list_detectors()["DetectorIds"] == []


def test_delegating_leaves_a_detector_that_is_there(world: World) -> None:
    id, _, _ = carry_out(world.at("first", OTHER_REGION), "aws:guardduty/detector:Detector", {}, name="early")
    make(world, GUARDDUTY, adminAccountId=world.accounts["first"])
    assert world.client("guardduty", "first", OTHER_REGION).list_detectors()["DetectorIds"] == [id]
