"""Security Hub in the embedded AWS: the hub is held by moto, central configuration in the order that AWS asks for.

Not proved: that standards run and findings arrive. Aggregator, policy and association are only checked against AWS's
service model.
"""

from __future__ import annotations

from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.conftest import OTHER_REGION, World
from twin.handlers import State, TwinError, carry_out, handlers, read_back

HUB = "aws:securityhub/account:Account"
AGGREGATOR = "aws:securityhub/findingAggregator:FindingAggregator"
CENTRAL = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"
POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy"
ASSOCIATION = "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation"
WHERE = ("first", OTHER_REGION)

LINKED = {"linkingMode": "SPECIFIED_REGIONS", "specifiedRegions": ["us-east-1"]}
CENTRALLY: dict[str, Any] = {
    "autoEnable": False,
    "autoEnableStandards": "NONE",
    "organizationConfiguration": {"configurationType": "CENTRAL"},
}
STANDARD = f"arn:aws:securityhub:{OTHER_REGION}::standards/aws-foundational-security-best-practices/v/1.0.0"
EVERYTHING: dict[str, Any] = {
    "name": "landing-zone",
    "configurationPolicy": {
        "serviceEnabled": True,
        "enabledStandardArns": [STANDARD],
        "securityControlsConfiguration": {"disabledControlIdentifiers": []},
    },
}


def make(world: World, token: str, **inputs: Any) -> tuple[str, dict[str, Any], State]:
    return carry_out(world.at(*WHERE), token, inputs, name="test")


@pytest.fixture
def administered(world: World) -> World:
    """An organization whose account "first" administers Security Hub in the other region."""
    client = world.client("securityhub", region=OTHER_REGION)
    client.enable_organization_admin_account(AdminAccountId=world.accounts["first"])
    return world


@pytest.fixture
def central(administered: World) -> World:
    """An organization that is configured centrally."""
    make(administered, AGGREGATOR, **LINKED)
    make(administered, CENTRAL, **CENTRALLY)
    return administered


def test_a_hub_lives_in_its_account_and_region(world: World) -> None:
    asked = {"enableDefaultStandards": False, "controlFindingGenerator": "SECURITY_CONTROL"}
    id, outputs, _ = make(world, HUB, **asked)
    assert id == world.accounts["first"]
    assert outputs["arn"] == f"arn:aws:securityhub:{OTHER_REGION}:{id}:hub/default"
    for where in (("first", "us-east-1"), ("second", OTHER_REGION)):
        assert handlers()[HUB].read(world.at(*where), world.accounts[where[0]], asked) is None
    with pytest.raises(TwinError, match="already"):
        make(world, HUB, **asked)
    handlers()[HUB].update(world.at(*WHERE), id, {**asked, "autoEnableControls": True})
    with pytest.raises(TwinError, match="got 'EVERYTHING', expected one of"):
        handlers()[HUB].update(world.at(*WHERE), id, {**asked, "controlFindingGenerator": "EVERYTHING"})
    handlers()[HUB].delete(world.at(*WHERE), id, {})
    assert handlers()[HUB].read(world.at(*WHERE), id, asked) is None


def test_the_hub_asks_for_the_default_standards_unless_told_otherwise(world: World) -> None:
    make(world, HUB)
    call = next(call for call in world.aws.calls if call.operation == "EnableSecurityHub")
    assert call.parameters == {"EnableDefaultStandards": True}


def test_an_aggregator_is_for_the_administrator(world: World) -> None:
    with pytest.raises(TwinError, match="isn't Security Hub's administrator"):
        make(world, AGGREGATOR, **LINKED)


def test_an_aggregator_is_checked_and_changes_in_place(administered: World) -> None:
    id, outputs, state = make(administered, AGGREGATOR, **LINKED)
    assert state is State.CHECKED
    assert outputs["arn"] == id
    changed = {"linkingMode": "ALL_REGIONS"}
    handlers()[AGGREGATOR].update(administered.at(*WHERE), id, changed)
    read_back(administered.at(*WHERE), AGGREGATOR, id, changed)
    with pytest.raises(TwinError, match="RegionLinkingMode"):
        make(administered, AGGREGATOR, specifiedRegions=["us-east-1"])


def test_central_configuration_needs_an_aggregator_first(administered: World) -> None:
    with pytest.raises(TwinError, match="CENTRAL needs a finding aggregator"):
        make(administered, CENTRAL, **CENTRALLY)


@pytest.mark.parametrize("wrong", [{"autoEnable": True}, {"autoEnableStandards": "DEFAULT"}])
def test_central_configuration_enables_nothing_by_itself(administered: World, wrong: dict[str, Any]) -> None:
    make(administered, AGGREGATOR, **LINKED)
    with pytest.raises(TwinError, match="UpdateOrganizationConfiguration"):
        make(administered, CENTRAL, **{**CENTRALLY, **wrong})


def test_central_configuration_is_held_and_returns_to_local(central: World) -> None:
    client = central.client("securityhub", *WHERE)
    live = client.describe_organization_configuration()
    assert live["OrganizationConfiguration"]["ConfigurationType"] == "CENTRAL"
    assert handlers()[CENTRAL].read(central.at("first", "us-east-1"), "", CENTRALLY) is None
    management = central.client("securityhub", region=OTHER_REGION)
    with pytest.raises(ClientError, match="Central configuration must be switched off"):
        management.disable_organization_admin_account(AdminAccountId=central.accounts["first"])
    handlers()[CENTRAL].delete(central.at(*WHERE), central.accounts["first"], {})
    with pytest.raises(TwinError, match="LOCAL"):
        read_back(central.at(*WHERE), CENTRAL, central.accounts["first"], CENTRALLY)
    management.disable_organization_admin_account(AdminAccountId=central.accounts["first"])


def test_policies_need_central_configuration(administered: World) -> None:
    with pytest.raises(TwinError, match="configuration policies need CENTRAL; got LOCAL"):
        make(administered, POLICY, **EVERYTHING)


def test_a_policy_is_checked_against_the_service_model(central: World) -> None:
    _, outputs, state = make(central, POLICY, **EVERYTHING)
    assert state is State.CHECKED
    assert ":configuration-policy/" in outputs["arn"]
    with pytest.raises(TwinError, match='Missing required parameter in input: "Name"'):
        make(central, POLICY, configurationPolicy=EVERYTHING["configurationPolicy"])


@pytest.mark.parametrize(
    "policy",
    [
        {"serviceEnabled": True, "enabledStandardArns": [STANDARD]},
        {"serviceEnabled": False, "securityControlsConfiguration": {"disabledControlIdentifiers": []}},
    ],
)
def test_controls_go_with_the_service(central: World, policy: dict[str, Any]) -> None:
    with pytest.raises(TwinError, match="securityControlsConfiguration goes with serviceEnabled"):
        make(central, POLICY, name="landing-zone", configurationPolicy=policy)


@pytest.mark.parametrize(
    ("target", "kind"),
    [("r-abcd", "RootId"), ("ou-abcd-11111111", "OrganizationalUnitId"), ("111122223333", "AccountId")],
)
def test_a_policy_goes_on_a_root_a_unit_or_an_account(central: World, target: str, kind: str) -> None:
    id, _, _ = make(central, POLICY, **EVERYTHING)
    handler: Any = handlers()[ASSOCIATION]
    request = handler.request(central.at(*WHERE), {"policyId": id, "targetId": target})
    assert request == {"ConfigurationPolicyIdentifier": id, "Target": {kind: target}}
    assert make(central, ASSOCIATION, policyId=id, targetId=target)[0] == target


def test_an_association_needs_its_policy(central: World) -> None:
    with pytest.raises(TwinError, match="there is no configuration policy missing"):
        make(central, ASSOCIATION, policyId="missing", targetId="r-abcd")


def test_automation_rules_are_the_administrators(administered: World) -> None:
    rule: dict[str, Any] = {
        "ruleName": "landing-zone-owned",
        "ruleOrder": 1,
        "description": "Whose account it is",
        "criteria": {"awsAccountIds": [{"comparison": "EQUALS", "value": "111122223333"}]},
        "actions": [{"type": "FINDING_FIELDS_UPDATE", "findingFieldsUpdate": {"userDefinedFields": {"owner": "team"}}}],
    }
    token = "aws:securityhub/automationRule:AutomationRule"
    _, outputs, state = make(administered, token, **rule)
    assert state is State.CHECKED
    first = administered.accounts["first"]
    assert outputs["arn"].startswith(f"arn:aws:securityhub:{OTHER_REGION}:{first}:automation-rule/")
    with pytest.raises(TwinError, match="EQUAL"):
        make(administered, token, **{**rule, "criteria": {"awsAccountIds": [{"comparison": "EQUAL", "value": "1"}]}})
    with pytest.raises(TwinError, match="isn't Security Hub's administrator"):
        carry_out(administered.at("second", OTHER_REGION), token, rule, name="test")
