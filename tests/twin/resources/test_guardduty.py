"""GuardDuty in the embedded AWS: each type is made, read back, changed and deleted where it belongs and nowhere else.

Not proved: that threats are found, and that members follow the organization's configuration (AWS takes up to a day).
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import OTHER_REGION, World
from twin.handlers import TwinError, carry_out, handlers, read_back

DETECTOR = "aws:guardduty/detector:Detector"
FEATURE = "aws:guardduty/detectorFeature:DetectorFeature"
ORGANIZATION = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
ORGANIZATION_FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"
WHERE = ("first", OTHER_REGION)


def make(world: World, token: str, **inputs: Any) -> tuple[str, dict[str, Any]]:
    id, outputs, _ = carry_out(world.at(*WHERE), token, inputs, name="test")
    return id, outputs


def change(world: World, token: str, id: str, inputs: dict[str, Any]) -> None:
    handlers()[token].update(world.at(*WHERE), id, inputs)
    read_back(world.at(*WHERE), token, id, inputs)


def test_a_detector_lives_in_its_account_and_region(world: World) -> None:
    asked = {"enable": True, "findingPublishingFrequency": "FIFTEEN_MINUTES", "tagsAll": {"owner": "security"}}
    id, outputs = make(world, DETECTOR, **asked)
    assert outputs["accountId"] == world.accounts["first"]
    assert outputs["arn"] == f"arn:aws:guardduty:{OTHER_REGION}:{world.accounts['first']}:detector/{id}"
    live = world.client("guardduty", *WHERE).get_detector(DetectorId=id)
    assert (live["Status"], live["Tags"]) == ("ENABLED", {"owner": "security"})
    for where in (("first", "us-east-1"), ("second", OTHER_REGION)):
        assert world.client("guardduty", *where).list_detectors()["DetectorIds"] == []
    change(world, DETECTOR, id, {**asked, "enable": False})
    with pytest.raises(TwinError, match="enable: got False, expected True"):
        read_back(world.at(*WHERE), DETECTOR, id, asked)
    handlers()[DETECTOR].delete(world.at(*WHERE), id, {})
    assert handlers()[DETECTOR].read(world.at(*WHERE), id, asked) is None


def test_a_detector_is_on_unless_said_otherwise(world: World) -> None:
    id, _ = make(world, DETECTOR)
    assert world.client("guardduty", *WHERE).get_detector(DetectorId=id)["Status"] == "ENABLED"


def test_a_second_detector_is_refused(world: World) -> None:
    make(world, DETECTOR)
    with pytest.raises(TwinError, match="AWS allows one"):
        make(world, DETECTOR)


def test_features_leave_each_other_alone(world: World) -> None:
    detector, _ = make(world, DETECTOR)
    parts = [{"name": "EKS_ADDON_MANAGEMENT", "status": "ENABLED"}]
    runtime = {
        "detectorId": detector,
        "name": "RUNTIME_MONITORING",
        "status": "ENABLED",
        "additionalConfigurations": parts,
    }
    logs = {"detectorId": detector, "name": "EKS_AUDIT_LOGS", "status": "ENABLED"}
    id, _ = make(world, FEATURE, **runtime)
    assert id == f"{detector}/RUNTIME_MONITORING"
    other, _ = make(world, FEATURE, **logs)
    change(world, FEATURE, other, {**logs, "status": "DISABLED"})
    read_back(world.at(*WHERE), FEATURE, id, runtime)
    handlers()[FEATURE].delete(world.at(*WHERE), id, {})
    read_back(world.at(*WHERE), FEATURE, id, runtime)
    handlers()[DETECTOR].delete(world.at(*WHERE), detector, {})
    assert handlers()[FEATURE].read(world.at(*WHERE), id, runtime) is None


@pytest.mark.parametrize("token", [FEATURE, ORGANIZATION_FEATURE])
def test_a_new_name_replaces_a_feature(token: str) -> None:
    assert "name" in handlers()[token].replaces


def administered(world: World) -> str:
    detector, _ = make(world, DETECTOR)
    client = world.client("guardduty", region=OTHER_REGION)
    client.enable_organization_admin_account(AdminAccountId=world.accounts["first"])
    return detector


def test_only_the_administrator_configures_the_organization(world: World) -> None:
    detector, _ = make(world, DETECTOR)
    asked = {"detectorId": detector, "autoEnableOrganizationMembers": "ALL"}
    with pytest.raises(TwinError, match="isn't the delegated GuardDuty administrator"):
        make(world, ORGANIZATION, **asked)


def test_the_organization_is_configured_as_asked(world: World) -> None:
    detector = administered(world)
    asked = {"detectorId": detector, "autoEnableOrganizationMembers": "ALL"}
    id, _ = make(world, ORGANIZATION, **asked)
    assert id == detector
    live = world.client("guardduty", *WHERE).describe_organization_configuration(DetectorId=detector)
    assert live["AutoEnableOrganizationMembers"] == "ALL"
    change(world, ORGANIZATION, id, {**asked, "autoEnableOrganizationMembers": "NEW"})
    handlers()[ORGANIZATION].delete(world.at(*WHERE), id, {})
    with pytest.raises(TwinError, match="got 'NEW', expected 'ALL'"):
        read_back(world.at(*WHERE), ORGANIZATION, id, asked)


def test_a_feature_of_the_organization_keeps_the_members(world: World) -> None:
    detector = administered(world)
    make(world, ORGANIZATION, detectorId=detector, autoEnableOrganizationMembers="ALL")
    parts = [{"name": "EKS_ADDON_MANAGEMENT", "autoEnable": "ALL"}]
    asked = {
        "detectorId": detector,
        "name": "RUNTIME_MONITORING",
        "autoEnable": "ALL",
        "additionalConfigurations": parts,
    }
    id, _ = make(world, ORGANIZATION_FEATURE, **asked)
    make(world, ORGANIZATION_FEATURE, detectorId=detector, name="S3_DATA_EVENTS", autoEnable="ALL")
    change(world, ORGANIZATION_FEATURE, id, {**asked, "autoEnable": "NEW"})
    live = world.client("guardduty", *WHERE).describe_organization_configuration(DetectorId=detector)
    assert live["AutoEnableOrganizationMembers"] == "ALL"
    assert {feature["Name"]: feature["AutoEnable"] for feature in live["Features"]} == {
        "RUNTIME_MONITORING": "NEW",
        "S3_DATA_EVENTS": "ALL",
    }
    handlers()[ORGANIZATION_FEATURE].delete(world.at(*WHERE), id, {})
    assert handlers()[ORGANIZATION_FEATURE].read(world.at(*WHERE), id, asked) is not None


@pytest.mark.parametrize(("token", "setting"), [(FEATURE, "status"), (ORGANIZATION_FEATURE, "autoEnable")])
def test_a_name_that_pulumi_made_up_is_refused(world: World, token: str, setting: str) -> None:
    detector = administered(world)
    with pytest.raises(TwinError, match="got 'S3_DATA_EVENTS-1a2b3c4', expected one of"):
        make(world, token, detectorId=detector, name="S3_DATA_EVENTS-1a2b3c4", **{setting: "ALL"})
