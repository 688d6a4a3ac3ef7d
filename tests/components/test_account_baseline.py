"""The baseline closes, in its own account and in every governed region, what AWS leaves open.

Not proved: that instances, images and passwords obey the settings.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from components.account_baseline import AccountBaseline
from tests.conftest import HOME_REGION, OTHER_REGION, World, findings, new_world, only
from twin.graph import Graph
from twin.monitor import ProgramError

PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"
CONTACT = "aws:account/alternativeContact:AlternativeContact"
CONSOLE = "aws:ec2/serialConsoleAccess:SerialConsoleAccess"
ENCRYPTION = "aws:ebs/encryptionByDefault:EncryptionByDefault"

REGIONS = (HOME_REGION, OTHER_REGION)
SECURITY = {
    "name": "Security Operations",
    "title": "Incident response",
    "email": "security@anycompany.com",
    "phone": "+44 20 7946 0958",
}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One organization for all of these tests: "first" has the baseline, and "second" is as AWS made it."""
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    args: Any = {"account_id": world.accounts["first"], "regions": REGIONS, "contacts": {"security": SECURITY}}
    return world.run(lambda: AccountBaseline("first", args, world.within("first")))


def settings(world: World, account: str, region: str) -> tuple[Any, ...]:
    ec2 = world.client("ec2", account, region)
    return (
        ec2.get_ebs_encryption_by_default()["EbsEncryptionByDefault"],
        ec2.get_snapshot_block_public_access_state()["State"],
        ec2.get_image_block_public_access_state()["ImageBlockPublicAccessState"],
        ec2.get_instance_metadata_defaults()["AccountLevel"].get("HttpTokens"),
        ec2.get_serial_console_access_status()["SerialConsoleAccessEnabled"],
    )


@pytest.mark.usefixtures("graph")
@pytest.mark.parametrize("region", REGIONS)
def test_each_region_of_the_account_is_closed_and_no_other_account(world: World, region: str) -> None:
    assert settings(world, "first", region) == (True, "block-all-sharing", "block-new-sharing", "required", False)
    assert settings(world, "second", region) == (False, "unblocked", "unblocked", None, False)


@pytest.mark.usefixtures("graph")
@pytest.mark.parametrize("region", REGIONS)
def test_default_networks_are_gone_from_the_account_and_from_no_other(world: World, region: str) -> None:
    assert world.client("ec2", "first", region).describe_vpcs()["Vpcs"] == []
    assert [vpc["IsDefault"] for vpc in world.client("ec2", "second", region).describe_vpcs()["Vpcs"]] == [True]


@pytest.mark.usefixtures("graph")
def test_passwords_are_long_mixed_new_and_expire(world: World) -> None:
    policy = world.client("iam", "first").get_account_password_policy()["PasswordPolicy"]
    assert (policy["MinimumPasswordLength"], policy["PasswordReusePrevention"], policy["MaxPasswordAge"]) == (
        14,
        24,
        90,
    )
    for kind in ("LowercaseCharacters", "Numbers", "Symbols", "UppercaseCharacters"):
        assert policy[f"Require{kind}"] is True
    iam = world.client("iam", "second")
    with pytest.raises(Exception, match="Password Policy with domain name"):
        iam.get_account_password_policy()


@pytest.mark.usefixtures("graph")
def test_no_bucket_of_the_account_can_be_made_public(world: World) -> None:
    block = world.client("s3control", "first").get_public_access_block(AccountId=world.accounts["first"])
    assert set(block["PublicAccessBlockConfiguration"].values()) == {True}


def test_aws_reaches_the_contact_of_the_account(world: World, graph: Graph) -> None:
    assert "accountId" not in only(graph, CONTACT).inputs
    contact = world.client("account", "first").get_alternate_contact(AlternateContactType="SECURITY")
    assert contact["AlternateContact"]["EmailAddress"] == "security@anycompany.com"


@pytest.mark.usefixtures("graph")
@pytest.mark.parametrize("region", REGIONS)
def test_documents_can_be_shared_with_nobody_outside(world: World, region: str) -> None:
    ssm = world.client("ssm", "first", region)
    setting = ssm.get_service_setting(SettingId="/ssm/documents/console/public-sharing-permission")["ServiceSetting"]
    assert setting["SettingValue"] == "Disable"


@pytest.mark.usefixtures("graph")
def test_the_role_of_aws_config_is_there(world: World) -> None:
    role = world.client("iam", "first").get_role(RoleName="AWSServiceRoleForConfig")["Role"]
    told: list[str] = []

    def program() -> None:
        args: Any = {"account_id": world.accounts["first"]}
        AccountBaseline("again", args, world.within("first")).config_role_arn.apply(told.append)

    world.run(program)
    assert told == [role["Arn"]]


def test_without_arguments_it_is_the_provider_s_account_that_is_closed(world: World) -> None:
    graph = world.run(lambda: AccountBaseline("bare", None, world.within("management")))
    assert {node.account for node in graph.resources()} == {world.accounts["management"]}
    assert settings(world, "management", HOME_REGION)[0] is True
    assert world.client("ec2", "management").describe_vpcs()["Vpcs"] == []


def test_nothing_is_opened_again_when_the_component_goes(graph: Graph) -> None:
    # Without the component the serial console stays off: that is what the provider does on deletion.
    assert {node.type for node in graph.resources() if not node.retain_on_delete} == {CONSOLE}


def test_contacts_that_aws_does_not_know_are_refused(world: World) -> None:
    args: Any = {"account_id": world.accounts["first"], "contacts": {"legal": SECURITY}}
    with pytest.raises(ProgramError, match="LEGAL"):
        world.run(lambda: AccountBaseline("other", args, world.within("first")))


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
