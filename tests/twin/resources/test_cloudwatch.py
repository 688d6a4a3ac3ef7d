"""CloudWatch in the embedded AWS: log groups, metric filters and alarms are made, read back, changed and deleted.

Not proved: that a filter counts and an alarm goes off; and a group's class and protection, which moto does not keep.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life
from twin.handlers import TwinError

GROUP = "aws:cloudwatch/logGroup:LogGroup"
FILTER = "aws:cloudwatch/logMetricFilter:LogMetricFilter"
ALARM = "aws:cloudwatch/metricAlarm:MetricAlarm"
KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab"
TOPIC = "arn:aws:sns:eu-west-1:111122223333:alerts"


def group(world: World, **inputs: Any) -> Life:
    return Life(world, GROUP, **{"name": "trail", "retentionInDays": 365, "kmsKeyId": KEY, **inputs})


def alarm(world: World, **inputs: Any) -> Life:
    asked = {
        "name": "root-use",
        "alarmDescription": "root was used",
        "namespace": "Trail",
        "metricName": "root-use",
        "dimensions": {"account": "111122223333"},
        "statistic": "Sum",
        "period": 300,
        "evaluationPeriods": 1,
        "threshold": 1,
        "comparisonOperator": "GreaterThanOrEqualToThreshold",
        "treatMissingData": "notBreaching",
        "alarmActions": [TOPIC],
        "tags": {"team": "security"},
    }
    return Life(world, ALARM, **{**asked, **inputs})


def groups(world: World, account: str, region: str) -> list[str]:
    return [item["logGroupName"] for item in world.client("logs", account, region).describe_log_groups()["logGroups"]]


def test_a_log_group_is_made_in_its_account_and_region(world: World) -> None:
    life = group(world)
    assert life.outputs["arn"] == f"arn:aws:logs:{OTHER_REGION}:{world.accounts['first']}:log-group:trail"
    assert groups(world, "first", OTHER_REGION) == ["trail"]
    assert groups(world, "first", HOME_REGION) == groups(world, "second", OTHER_REGION) == []


def test_a_log_group_is_kept_for_as_long_and_under_the_key_as_told(world: World) -> None:
    life = group(world)
    life.change(retentionInDays=731)
    (held,) = world.client("logs", "first", OTHER_REGION).describe_log_groups()["logGroups"]
    assert (held["retentionInDays"], held["kmsKeyId"]) == (731, KEY)
    other = KEY.replace("1234", "4321")
    life.change(retentionInDays=0, kmsKeyId=other)
    (held,) = world.client("logs", "first", OTHER_REGION).describe_log_groups()["logGroups"]
    assert "retentionInDays" not in held
    assert held["kmsKeyId"] == other


def test_a_log_group_is_gone_once_deleted_unless_deletion_is_skipped(world: World) -> None:
    kept = group(world, name="kept", skipDestroy=True)
    kept.delete()
    assert kept.live() is not None
    life = group(world)
    life.delete()
    assert life.live() is None


def test_a_metric_filter_changes_in_place_and_goes(world: World) -> None:
    group(world)
    counted = {"name": "root-use", "namespace": "Trail", "value": "1", "defaultValue": "0"}
    life = Life(world, FILTER, name="root", logGroupName="trail", pattern="{ $.x = 1 }", metricTransformation=counted)
    life.change(pattern="{ $.x = 2 }", metricTransformation={**counted, "value": "2"})
    (held,) = world.client("logs", "first", OTHER_REGION).describe_metric_filters(logGroupName="trail")["metricFilters"]
    assert held["filterPattern"] == "{ $.x = 2 }"
    assert held["metricTransformations"] == [
        {"metricName": "root-use", "metricNamespace": "Trail", "metricValue": "2", "defaultValue": 0}
    ]
    life.delete()
    assert life.live() is None


def test_an_alarm_is_made_in_its_account_and_region(world: World) -> None:
    alarm(world)
    (held,) = world.client("cloudwatch", "first", OTHER_REGION).describe_alarms()["MetricAlarms"]
    assert (held["AlarmName"], held["AlarmActions"], held["Threshold"]) == ("root-use", [TOPIC], 1)
    assert held["Dimensions"] == [{"Name": "account", "Value": "111122223333"}]
    assert world.client("cloudwatch", "second", OTHER_REGION).describe_alarms()["MetricAlarms"] == []


def test_an_alarm_changes_in_place_and_goes(world: World) -> None:
    life = alarm(world)
    life.change(threshold=5, okActions=[TOPIC], dimensions={"account": "999999999999"})
    (held,) = world.client("cloudwatch", "first", OTHER_REGION).describe_alarms()["MetricAlarms"]
    assert (held["Threshold"], held["OKActions"]) == (5, [TOPIC])
    life.delete()
    assert life.live() is None


def test_an_operator_that_cloudwatch_does_not_know_is_refused(world: World) -> None:
    with pytest.raises(TwinError, match="ComparisonOperator"):
        alarm(world, comparisonOperator="GreaterOrEqual")
