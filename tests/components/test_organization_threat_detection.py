"""Every member account gets GuardDuty with every protection, by the delegated administrator's configuration.

Not proved: that the accounts follow; AWS takes up to a day, and never reaches the management account.
"""

from __future__ import annotations

import pytest

from components.organization_threat_detection import OrganizationThreatDetection
from components.threat_detection import FEATURES, ThreatDetection
from tests.conftest import OTHER_REGION, World, findings, only
from twin.aws import service_model
from twin.graph import Graph
from twin.monitor import ProgramError

MEMBERS = "aws:guardduty/organizationConfiguration:OrganizationConfiguration"
FEATURE = "aws:guardduty/organizationConfigurationFeature:OrganizationConfigurationFeature"


def build(world: World) -> Graph:
    def program() -> None:
        where = world.within("first")
        detector = ThreatDetection("threats", {"region": OTHER_REGION}, where).detector_id
        OrganizationThreatDetection("organization", {"region": OTHER_REGION, "detector_id": detector}, where)

    return world.run(program)


@pytest.fixture
def delegated(world: World) -> World:
    client = world.client("guardduty", region=OTHER_REGION)
    client.enable_organization_admin_account(AdminAccountId=world.accounts["first"])
    return world


def test_all_accounts_get_every_protection(delegated: World) -> None:
    detector = only(build(delegated), MEMBERS).inputs["detectorId"]
    client = delegated.client("guardduty", "first", OTHER_REGION)
    live = client.describe_organization_configuration(DetectorId=detector)
    assert live["AutoEnableOrganizationMembers"] == "ALL"
    assert {feature["Name"]: feature["AutoEnable"] for feature in live["Features"]} == dict.fromkeys(FEATURES, "ALL")


def test_features_follow_the_members_configuration(delegated: World) -> None:
    graph = build(delegated)
    members = only(graph, MEMBERS)
    assert all(graph.depends_on(feature, members) for feature in graph.of_type(FEATURE))


def test_runtime_monitoring_manages_its_agents_in_the_order_of_the_api(delegated: World) -> None:
    feature = only(build(delegated), FEATURE, name="RUNTIME_MONITORING")
    names = [part["name"] for part in feature.inputs["additionalConfigurations"]]
    assert names == ["EKS_ADDON_MANAGEMENT", "ECS_FARGATE_AGENT_MANAGEMENT", "EC2_AGENT_MANAGEMENT"]


def test_the_protections_are_those_that_aws_has_for_organizations() -> None:
    assert set(FEATURES) <= set(service_model("guardduty").shape_for("OrgFeature").enum)


def test_another_account_is_refused(world: World) -> None:
    with pytest.raises(ProgramError, match="isn't the delegated GuardDuty administrator"):
        build(world)


def test_the_controls_find_nothing(delegated: World) -> None:
    assert findings(build(delegated)) == []
