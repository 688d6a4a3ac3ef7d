"""The web ACL: what it blocks, where it stands, and what its logs hold.

Not proved: that AWS's managed rules recognise an attack; their content is AWS's.
"""

from __future__ import annotations

import json
from typing import Any, cast

import pytest

from components.web_acl import MANAGED_RULE_GROUPS, WebAcl, WebAclArgs
from tests.conftest import HOME_REGION, OTHER_REGION, World, findings, only
from twin.graph import Graph

ACL = "aws:wafv2/webAcl:WebAcl"
LOGGING = "aws:wafv2/webAclLoggingConfiguration:WebAclLoggingConfiguration"
LOG_GROUP = "aws:cloudwatch/logGroup:LogGroup"
KEY = "aws:kms/key:Key"


def _build(world: World, **args: Any) -> Graph:
    return world.run(lambda: WebAcl("web", cast(WebAclArgs, args), world.within("first")))


def _live(world: World, graph: Graph, region: str = HOME_REGION) -> Any:
    acl = only(graph, ACL)
    name, scope = acl.inputs["name"], acl.inputs["scope"]
    return world.client("wafv2", "first", region).get_web_acl(Name=name, Scope=scope, Id=acl.id)["WebACL"]


@pytest.mark.parametrize("scope", ["REGIONAL", "CLOUDFRONT"])
def test_the_controls_find_nothing_and_everything_is_carried_out(world: World, scope: str) -> None:
    graph = _build(world, scope=scope)
    assert findings(graph) == []
    assert {node.state for node in graph.resources()} == {"executed"}


def test_without_arguments_it_stands_in_its_region_with_logs(world: World) -> None:
    graph = world.run(lambda: WebAcl("web", opts=world.within("first")))
    assert findings(graph) == []
    assert only(graph, ACL).inputs["name"] == "landing-zone-web"
    assert only(graph, LOGGING).inputs["resourceArn"] == only(graph, ACL).outputs["arn"]


def test_managed_rules_block_and_are_not_only_counted(world: World) -> None:
    live = _live(world, _build(world))
    managed = [rule for rule in live["Rules"] if "ManagedRuleGroupStatement" in rule["Statement"]]
    groups = [rule["Statement"]["ManagedRuleGroupStatement"] for rule in managed]
    assert groups == [{"Name": name, "VendorName": "AWS"} for name in MANAGED_RULE_GROUPS]
    assert {"AWSManagedRulesCommonRuleSet", "AWSManagedRulesSQLiRuleSet"} <= {group["Name"] for group in groups}
    assert all(rule["OverrideAction"] == {"None": {}} for rule in managed)
    assert live["DefaultAction"] == {"Allow": {}}


def test_floods_are_blocked_at_the_given_rate(world: World) -> None:
    live = _live(world, _build(world, rate_limit=500))
    (rule,) = (rule for rule in live["Rules"] if "RateBasedStatement" in rule["Statement"])
    assert rule["Action"] == {"Block": {}}
    assert rule["Statement"]["RateBasedStatement"] == {
        "Limit": 500,
        "AggregateKeyType": "IP",
        "EvaluationWindowSec": 300,
    }


def test_every_rule_has_its_own_priority_and_is_measured(world: World) -> None:
    live = _live(world, _build(world))
    assert [rule["Priority"] for rule in live["Rules"]] == list(range(6))
    measured = [live["VisibilityConfig"], *(rule["VisibilityConfig"] for rule in live["Rules"])]
    assert all(each["CloudWatchMetricsEnabled"] for each in measured)
    assert len({each["MetricName"] for each in measured}) == len(measured)


def test_for_cloudfront_everything_stands_in_us_east_1(world: World) -> None:
    graph = _build(world, scope="CLOUDFRONT", region=OTHER_REGION)
    assert {node.region for node in graph.resources()} == {"us-east-1"}
    assert ":global/webacl/" in only(graph, ACL).outputs["arn"]


def test_a_regional_one_stands_in_the_given_region(world: World) -> None:
    graph = _build(world, region=OTHER_REGION)
    assert {node.region for node in graph.resources()} == {OTHER_REGION}


def test_logs_leave_out_credentials(world: World) -> None:
    graph = _build(world)
    arn = only(graph, ACL).outputs["arn"]
    live = world.client("wafv2", "first").get_logging_configuration(ResourceArn=arn)["LoggingConfiguration"]
    assert live["LogDestinationConfigs"] == [only(graph, LOG_GROUP).outputs["arn"]]
    assert live["RedactedFields"] == [
        {"SingleHeader": {"Name": "authorization"}},
        {"SingleHeader": {"Name": "cookie"}},
    ]


def test_logs_are_kept_under_a_key_that_only_this_log_group_can_use(world: World) -> None:
    graph = _build(world, region=OTHER_REGION, log_retention_days=90)
    group, key = only(graph, LOG_GROUP), only(graph, KEY)
    assert group.inputs["name"] == "aws-waf-logs-landing-zone-web"
    assert group.inputs["retentionInDays"] == 90
    assert group.inputs["kmsKeyId"] == key.outputs["arn"]
    assert group.retain_on_delete
    allowed = [
        (statement["Principal"]["Service"], statement["Condition"])
        for statement in json.loads(key.inputs["policy"])["Statement"]
        if "Service" in statement["Principal"]
    ]
    context = {"kms:EncryptionContext:aws:logs:arn": group.outputs["arn"]}
    assert allowed == [("logs.eu-west-1.amazonaws.com", {"ArnEquals": context})]


def test_a_key_that_is_given_is_used(world: World) -> None:
    key = world.client("kms", "first").create_key()["KeyMetadata"]["Arn"]
    graph = _build(world, kms_key_arn=key)
    assert not graph.of_type(KEY)
    assert only(graph, LOG_GROUP).inputs["kmsKeyId"] == key
