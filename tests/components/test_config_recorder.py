"""A recorder records everything, delivers to the archive, and is started after both exist.

Not proved: that AWS Config may write to the archive's bucket (its policy is the archive's), and that items arrive.
"""

from __future__ import annotations

from typing import Any

import pytest

from components.config_recorder import ConfigRecorder, ConfigRecorderArgs
from tests.conftest import OTHER_REGION, World, findings, only
from twin.graph import Graph
from twin.monitor import ProgramError

ROLE = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
RECORDER = "aws:cfg/recorder:Recorder"
CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel"
STATUS = "aws:cfg/recorderStatus:RecorderStatus"
RETENTION = "aws:cfg/retentionConfiguration:RetentionConfiguration"


def build(world: World, **more: Any) -> Graph:
    world.client("s3", "second").create_bucket(Bucket="archive")
    args: Any = {"region": OTHER_REGION, "delivery_bucket": "archive", "role_arn": ROLE, **more}
    return world.run(lambda: ConfigRecorder("recorder", args, world.within("first")))


def test_everything_is_recorded_and_delivered_to_the_archive(world: World) -> None:
    graph = build(world)
    assert only(graph, RECORDER).inputs["recordingGroup"] == {
        "allSupported": True,
        "includeGlobalResourceTypes": False,
    }
    assert only(graph, RECORDER).inputs["roleArn"] == ROLE
    assert only(graph, CHANNEL).inputs["s3BucketName"] == "archive"
    status = world.client("config", "first", OTHER_REGION).describe_configuration_recorder_status()
    assert [item["recording"] for item in status["ConfigurationRecordersStatus"]] == [True]


def test_the_home_region_records_iam_too(world: World) -> None:
    graph = build(world, is_home_region=True)
    assert only(graph, RECORDER).inputs["recordingGroup"]["includeGlobalResourceTypes"] is True


def test_all_of_it_is_in_the_region_and_named_after_the_landing_zone(world: World) -> None:
    graph = build(world)
    assert {node.region for node in graph.resources()} == {OTHER_REGION}
    for token in (RECORDER, CHANNEL, STATUS):
        assert only(graph, token).inputs["name"] == "landing-zone"


def test_recorder_then_channel_then_start(world: World) -> None:
    graph = build(world)
    recorder, channel, status = only(graph, RECORDER), only(graph, CHANNEL), only(graph, STATUS)
    assert graph.depends_on(channel, recorder)
    assert graph.depends_on(status, channel)


def test_items_are_kept_for_seven_years_unless_told_otherwise(world: World) -> None:
    assert only(build(world), RETENTION).inputs["retentionPeriodInDays"] == 2557


@pytest.mark.parametrize("days", [30, 365])
def test_items_are_kept_as_long_as_told(world: World, days: int) -> None:
    build(world, retention_days=days)
    held = world.client("config", "first", OTHER_REGION).describe_retention_configurations()
    assert [item["RetentionPeriodInDays"] for item in held["RetentionConfigurations"]] == [days]


@pytest.mark.parametrize("days", [29, 2558])
def test_what_aws_config_does_not_take_is_refused(world: World, days: int) -> None:
    with pytest.raises(ProgramError, match="etentionPeriodInDays"):
        build(world, retention_days=days)


def test_recording_goes_on_when_the_component_goes(world: World) -> None:
    assert all(node.retain_on_delete for node in build(world).resources())


def test_a_missing_bucket_is_refused(world: World) -> None:
    args: ConfigRecorderArgs = {"region": OTHER_REGION, "delivery_bucket": "missing", "role_arn": ROLE}
    with pytest.raises(ProgramError, match="there is no bucket missing to deliver to"):
        world.run(lambda: ConfigRecorder("recorder", args, world.within("first")))


def test_the_controls_find_nothing_but_that_another_region_has_the_global_types(world: World) -> None:
    (finding,) = findings(build(world))
    assert finding.startswith("config.global-types-recorded ")
