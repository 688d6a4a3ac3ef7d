"""A detector is on with every protection, in the account and region that was asked for.

Not proved: that GuardDuty has every protection in every region, and that it finds anything.
"""

from __future__ import annotations

from components.threat_detection import FEATURES, ThreatDetection
from tests.conftest import OTHER_REGION, World, findings, only
from twin.aws import service_model
from twin.graph import Graph

DETECTOR = "aws:guardduty/detector:Detector"
FEATURE = "aws:guardduty/detectorFeature:DetectorFeature"


def build(world: World) -> Graph:
    return world.run(lambda: ThreatDetection("threats", {"region": OTHER_REGION}, world.within("first")))


def test_the_detector_is_on_and_says_so_every_quarter_of_an_hour(world: World) -> None:
    detector = only(build(world), DETECTOR)
    live = world.client("guardduty", "first", OTHER_REGION).get_detector(DetectorId=detector.id)
    assert (live["Status"], live["FindingPublishingFrequency"]) == ("ENABLED", "FIFTEEN_MINUTES")
    assert {feature["Name"]: feature["Status"] for feature in live["Features"]} == dict.fromkeys(FEATURES, "ENABLED")


def test_runtime_monitoring_manages_its_agents_in_the_order_of_the_api(world: World) -> None:
    feature = only(build(world), FEATURE, name="RUNTIME_MONITORING")
    assert feature.inputs["additionalConfigurations"] == [
        {"name": "EKS_ADDON_MANAGEMENT", "status": "ENABLED"},
        {"name": "ECS_FARGATE_AGENT_MANAGEMENT", "status": "ENABLED"},
        {"name": "EC2_AGENT_MANAGEMENT", "status": "ENABLED"},
    ]


def test_the_protections_are_those_that_aws_names() -> None:
    features = service_model("guardduty").shape_for("DetectorFeature").enum
    # Runtime monitoring covers the clusters; the others look at what models do, which few accounts have.
    assert set(features) - set(FEATURES) <= {"EKS_RUNTIME_MONITORING", "AI_PROTECTION", "AI_ANALYST"}
    assert set(FEATURES) <= set(features)


def test_findings_outlive_the_component(world: World) -> None:
    assert only(build(world), DETECTOR).retain_on_delete


def test_all_of_it_is_in_the_region(world: World) -> None:
    assert {node.region for node in build(world).resources()} == {OTHER_REGION}


def test_the_controls_find_nothing(world: World) -> None:
    assert findings(build(world)) == []
