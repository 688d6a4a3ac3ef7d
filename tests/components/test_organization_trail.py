"""The organization trail records everything, is copied to CloudWatch Logs, and its alarms reach a topic.

Not proved: that CloudTrail delivers, that CloudWatch matches the patterns, and that anybody confirms the subscription.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from components.organization_trail import METRICS, WATCHED, OrganizationTrail, trail_arn
from tests.conftest import HOME_REGION, MANAGEMENT_ID, World, a_role, a_service, findings, may, new_world, only
from twin.aws import service_model
from twin.evaluator import Policies
from twin.graph import Graph

TRAIL = "aws:cloudtrail/trail:Trail"
GROUP = "aws:cloudwatch/logGroup:LogGroup"
FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
TOPIC = "aws:sns/topic:Topic"
TOPIC_POLICY = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"
KEY = "aws:kms/key:Key"

ARCHIVE_KEY = f"arn:aws:kms:{HOME_REGION}:222233334444:key/1234abcd-12ab-34cd-56ef-1234567890ab"
LOGS = f"arn:aws:logs:{HOME_REGION}:{MANAGEMENT_ID}:log-group:landing-zone-trail"
TOPIC_ARN = f"arn:aws:sns:{HOME_REGION}:{MANAGEMENT_ID}:landing-zone-alerts"

# CIS writes the patterns with names of events, and most events bear the name of an operation.
SERVICES = ("cloudtrail", "config", "ec2", "iam", "kms", "organizations", "s3", "sts")
NO_OPERATIONS = {"ConsoleLogin", "HeadBucket"}


def build(world: World, account: str = "management", **more: Any) -> Graph:
    args: Any = {
        "organization_id": world.organization_id,
        "account_id": world.accounts[account],
        "bucket": "trail-archive",
        "key_arn": ARCHIVE_KEY,
        **more,
    }
    return world.run(lambda: OrganizationTrail("trail", args, world.within(account)))


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    """One organization for all of these tests; each program that changes something has an account of its own."""
    with new_world() as made:
        made.client("s3", "first").create_bucket(Bucket="trail-archive")
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    return build(world, alert_emails=["security@anycompany.com"])


def test_it_records_every_account_and_region_and_proves_its_files(world: World, graph: Graph) -> None:
    inputs = only(graph, TRAIL).inputs
    for name in (
        "isOrganizationTrail",
        "isMultiRegionTrail",
        "includeGlobalServiceEvents",
        "enableLogFileValidation",
        "enableLogging",
    ):
        assert inputs[name] is True, name
    assert (inputs["s3BucketName"], inputs["kmsKeyId"]) == ("trail-archive", ARCHIVE_KEY)
    held = world.client("cloudtrail").get_trail(Name="landing-zone-organization")["Trail"]
    assert held["TrailARN"] == only(graph, TRAIL).outputs["arn"]


def test_its_arn_is_the_one_that_the_archive_lets_in(graph: Graph, world: World) -> None:
    told: list[str] = []
    world.run(lambda: trail_arn("aws", HOME_REGION, MANAGEMENT_ID).apply(told.append))
    assert told == [only(graph, TRAIL).outputs["arn"]]


def test_cloudtrail_writes_the_organization_s_streams_to_the_log_group_and_nothing_else(
    world: World, graph: Graph
) -> None:
    trail, role, policy = only(graph, TRAIL), only(graph, ROLE), only(graph, ROLE_POLICY)
    assert trail.inputs["cloudWatchLogsGroupArn"] == f"{LOGS}:*"
    assert trail.inputs["cloudWatchLogsRoleArn"] == role.outputs["arn"]
    assert graph.depends_on(trail, policy)

    def writes(action: str, stream: str, group: str = LOGS) -> bool:
        resource = f"{group}:log-stream:{stream}"
        policies = Policies(identity=[policy.inputs["policy"]])
        return may(a_role(MANAGEMENT_ID), action, resource, MANAGEMENT_ID, policies)

    for stream in (f"{MANAGEMENT_ID}_CloudTrail_{HOME_REGION}", f"{world.organization_id}_999999999999_CloudTrail_x"):
        for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
            assert writes(action, stream)
            assert not writes(action, stream, group=f"{LOGS}-of-somebody-else")
        assert not writes("logs:DeleteLogStream", stream)
    assert not writes("logs:PutLogEvents", "o-stranger00_999999999999_CloudTrail_x")


def test_only_cloudtrail_takes_on_the_role(graph: Graph) -> None:
    role = only(graph, ROLE)

    def assumes(service: str) -> bool:
        policies = Policies(resource=role.inputs["assumeRolePolicy"])
        return may(a_service(service), "sts:AssumeRole", role.outputs["arn"], MANAGEMENT_ID, policies)

    assert assumes("cloudtrail")
    assert not assumes("lambda")


def test_the_copy_is_kept_a_year_under_a_key_that_serves_this_group_alone(graph: Graph) -> None:
    group, key = only(graph, GROUP), only(graph, KEY, description="The landing zone's key for trail-logs")
    assert group.inputs["retentionInDays"] == 365
    assert group.inputs["kmsKeyId"] == key.outputs["arn"]

    def encrypts(group: str) -> bool:
        context = {"kms:EncryptionContext:aws:logs:arn": group}
        policies = Policies(resource=key.inputs["policy"])
        logs = a_service(f"logs.{HOME_REGION}")
        return may(logs, "kms:GenerateDataKey", key.outputs["arn"], MANAGEMENT_ID, policies, context)

    assert encrypts(LOGS)
    assert not encrypts(f"{LOGS}-of-somebody-else")


def test_each_alarm_watches_the_metric_of_its_pattern_and_tells_the_topic(graph: Graph) -> None:
    assert len(WATCHED) == 16
    for name, pattern in WATCHED.items():
        filter = only(graph, FILTER, name=f"landing-zone-{name}")
        alarm = only(graph, ALARM, name=f"landing-zone-{name}")
        assert (filter.inputs["logGroupName"], filter.inputs["pattern"]) == ("landing-zone-trail", pattern)
        assert filter.inputs["metricTransformation"] == {"name": name, "namespace": METRICS, "value": "1"}
        assert (alarm.inputs["namespace"], alarm.inputs["metricName"]) == (METRICS, name)
        assert (alarm.inputs["threshold"], alarm.inputs["statistic"]) == (1, "Sum")
        assert alarm.inputs["alarmActions"] == [TOPIC_ARN]
        assert graph.depends_on(alarm, only(graph, TOPIC_POLICY))


def test_patterns_name_events_that_aws_has_and_fit_its_limit() -> None:
    operations = {name for service in SERVICES for name in service_model(service).operation_names} | NO_OPERATIONS
    for name, pattern in WATCHED.items():
        # Source: CloudWatch Logs API reference, PutMetricFilter.
        assert len(pattern) <= 1024, name
        assert set(re.findall(r'eventName !?= "?(\w+)"?', pattern)) <= operations, name
        assert pattern.count("(") == pattern.count(")")


def test_only_alarms_of_the_account_publish_to_the_topic_and_only_by_tls(graph: Graph) -> None:
    key, topic = only(graph, KEY, description="The landing zone's key for alerts"), only(graph, TOPIC)
    assert topic.inputs["kmsMasterKeyId"] == key.outputs["arn"]
    source = f"arn:aws:cloudwatch:{HOME_REGION}:{MANAGEMENT_ID}:alarm:landing-zone-root-use"
    ours = {"aws:SourceArn": source, "aws:SourceAccount": MANAGEMENT_ID}

    def publishes(**context: Any) -> bool:
        policies = Policies(resource=only(graph, TOPIC_POLICY).inputs["policy"])
        return may(a_service("cloudwatch"), "sns:Publish", TOPIC_ARN, MANAGEMENT_ID, policies, context)

    def encrypts(**context: Any) -> bool:
        policies = Policies(resource=key.inputs["policy"])
        cloudwatch = a_service("cloudwatch")
        return may(cloudwatch, "kms:GenerateDataKey", key.outputs["arn"], MANAGEMENT_ID, policies, context)

    assert publishes(**ours)
    assert not publishes(**{**ours, "aws:SourceAccount": "999999999999"})
    assert not publishes(**{**ours, "aws:SourceArn": source.replace("landing-zone", "other")})
    assert not publishes(**{**ours, "aws:SecureTransport": False})
    assert encrypts(**{"aws:SourceAccount": MANAGEMENT_ID, "kms:EncryptionContext:aws:sns:topicArn": TOPIC_ARN})
    assert not encrypts(**{"aws:SourceAccount": MANAGEMENT_ID})


def test_the_people_who_answer_are_subscribed(graph: Graph) -> None:
    inputs = only(graph, SUBSCRIPTION).inputs
    assert (inputs["topic"], inputs["protocol"], inputs["endpoint"]) == (TOPIC_ARN, "email", "security@anycompany.com")


def test_unusual_rates_are_looked_for_unless_told_otherwise(world: World, graph: Graph) -> None:
    kinds = [{"insightType": "ApiCallRateInsight"}, {"insightType": "ApiErrorRateInsight"}]
    assert only(graph, TRAIL).inputs["insightSelectors"] == kinds
    assert "advancedEventSelectors" not in only(graph, TRAIL).inputs
    quiet = build(world, "first", insights=False)
    assert not only(quiet, TRAIL).inputs.get("insightSelectors")


def test_data_events_are_recorded_when_asked_for_but_not_the_archive_s_own(world: World) -> None:
    asked = build(world, "second", data_events=["AWS::S3::Object", "AWS::Lambda::Function"])
    management, objects, calls = only(asked, TRAIL).inputs["advancedEventSelectors"]
    assert management["fieldSelectors"] == [{"field": "eventCategory", "equals": ["Management"]}]
    assert {"field": "resources.ARN", "notStartsWiths": ["arn:aws:s3:::trail-archive/"]} in objects["fieldSelectors"]
    assert calls["fieldSelectors"] == [
        {"field": "eventCategory", "equals": ["Data"]},
        {"field": "resources.type", "equals": ["AWS::Lambda::Function"]},
    ]


def test_the_trail_and_its_copy_are_protected_and_kept_when_the_component_goes(graph: Graph) -> None:
    assert all(node.protect and node.retain_on_delete for node in graph.of_type(TRAIL, GROUP, KEY))


def test_all_of_it_is_in_the_management_account_s_home_region(graph: Graph) -> None:
    assert {node.account for node in graph.resources()} == {MANAGEMENT_ID}
    assert {node.region for node in graph.resources()} <= {HOME_REGION, ""}


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
