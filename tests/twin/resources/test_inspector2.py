"""Inspector in the embedded AWS: held by account and region.

Not proved: that anything is scanned.
"""

from __future__ import annotations

import pytest

from tests.conftest import OTHER_REGION, World
from tests.twin.resources._life import Life
from twin.handlers import TwinError

ENABLER = "aws:inspector2/enabler:Enabler"


def test_an_administrator_is_named_and_removed(world: World) -> None:
    second = world.accounts["second"]
    life = Life(
        world, "aws:inspector2/delegatedAdminAccount:DelegatedAdminAccount", account="management", accountId=second
    )
    assert life.live() == {"accountId": second}
    life.delete()
    assert life.live() is None


def test_scans_are_switched_on_and_off(world: World) -> None:
    first = world.accounts["first"]
    life = Life(world, ENABLER, accountIds=[first], resourceTypes=["EC2", "ECR", "LAMBDA"])
    assert life.live() == {"accountIds": [first]}
    status = world.client("inspector2", "first", OTHER_REGION).batch_get_account_status(accountIds=[first])
    assert status["accounts"][0]["state"]["status"] == "ENABLED"
    life.delete()
    assert life.live() is None


@pytest.mark.parametrize("types", [["EC3"], []])
def test_scans_that_inspector_does_not_know_are_refused(world: World, types: list[str]) -> None:
    with pytest.raises(TwinError, match="Enable"):
        Life(world, ENABLER, accountIds=[world.accounts["first"]], resourceTypes=[*types, "X"])


def test_the_administrator_and_members_are_not_enabled_together(world: World) -> None:
    both = [world.accounts["first"], world.accounts["second"]]
    with pytest.raises(TwinError, match="administrator or for members"):
        Life(world, ENABLER, accountIds=both, resourceTypes=["EC2"])


def test_a_member_is_associated_and_let_go(world: World) -> None:
    second = world.accounts["second"]
    life = Life(world, "aws:inspector2/memberAssociation:MemberAssociation", accountId=second)
    assert life.live() == {"accountId": second}
    life.delete()
    members = world.client("inspector2", "first", OTHER_REGION).list_members()["members"]
    assert [each["relationshipStatus"] for each in members if each["accountId"] == second] in ([], ["DISABLED"])


def test_what_new_accounts_get_is_set_and_taken_back(world: World) -> None:
    token = "aws:inspector2/organizationConfiguration:OrganizationConfiguration"
    life = Life(world, token, autoEnable={"ec2": True, "ecr": False, "lambda": True})
    assert life.live() == {"autoEnable": {"ec2": True, "ecr": False, "lambda": True}}
    life.change(autoEnable={"ec2": True, "ecr": True, "lambda": False})
    life.delete()
    assert life.live() == {"autoEnable": {"ec2": False, "ecr": False, "lambda": False}}
