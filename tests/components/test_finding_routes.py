"""Findings go to the topic of their severity with the owner of their account, and what is expected goes nowhere.

Not proved: that Security Hub applies its rules before EventBridge sees a finding, as its user guide says.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from components.finding_routes import FindingRoutes
from organizations.sections.detection import ACCOUNTS_A_RULE
from tests.conftest import HOME_REGION, World, findings, new_world, only
from twin.graph import Graph
from twin.travels import finding, matches

RULE = "aws:securityhub/automationRule:AutomationRule"
EVENTS = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
TOPICS = {severity: f"arn:aws:sns:us-east-1:111122223333:{severity}" for severity in ("critical", "high")}
EXPECTED = {
    "control": "S3.11",
    "accounts": ["444455556666"],
    "owner": "data@anycompany.com",
    "reason": "the bucket's events would feed the log that it holds",
    "expires": "2027-03-31",
}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        made.client("securityhub").enable_organization_admin_account(AdminAccountId=made.accounts["first"])
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    many = [f"{number:012}" for number in range(ACCOUNTS_A_RULE + 1)]
    args: Any = {
        "topic_arns": TOPICS,
        "owners": {"team@anycompany.com": ["111122223333"], "many@anycompany.com": many},
        "suppressions": [EXPECTED, {**EXPECTED, "control": "EC2.8", "accounts": []}],
    }
    return world.run(lambda: FindingRoutes("routes", args, world.within("first")))


@pytest.mark.parametrize("severity", TOPICS)
def test_new_findings_go_to_the_topic_of_their_severity(graph: Graph, severity: str) -> None:
    found = finding("111122223333", HOME_REGION, severity)
    picking = [rule for rule in graph.of_type(EVENTS) if matches(json.loads(rule.inputs["eventPattern"]), found)]
    assert [rule.inputs["name"] for rule in picking] == [f"landing-zone-findings-{severity}"]
    assert only(graph, TARGET, rule=picking[0].inputs["name"]).inputs["arn"] == TOPICS[severity]


@pytest.mark.parametrize(
    "changed",
    [{"Workflow": {"Status": "SUPPRESSED"}}, {"Workflow": {"Status": "RESOLVED"}}, {"RecordState": "ARCHIVED"}],
)
def test_what_is_settled_goes_nowhere(graph: Graph, changed: dict[str, Any]) -> None:
    found = finding("111122223333", HOME_REGION, "critical", **changed)
    assert not any(matches(json.loads(rule.inputs["eventPattern"]), found) for rule in graph.of_type(EVENTS))


def test_the_message_says_whose_account_it_is(world: World, graph: Graph) -> None:
    transformer = only(graph, TARGET, rule="landing-zone-findings-high").inputs["inputTransformer"]
    assert transformer["inputPaths"]["owner"] == "$.detail.findings[0].UserDefinedFields.owner"
    assert all(f"<{name}>" in transformer["inputTemplate"] for name in transformer["inputPaths"])
    live = world.client("events", "first").list_targets_by_rule(Rule="landing-zone-findings-high")["Targets"]
    assert [each["Arn"] for each in live] == [TOPICS["high"]]


def test_every_account_has_its_owner_written_into_its_findings(graph: Graph) -> None:
    owners: dict[str, str] = {}
    for rule in graph.of_type(RULE):
        update = rule.inputs["actions"][0]["findingFieldsUpdate"]
        if owner := update.get("userDefinedFields", {}).get("owner"):
            accounts = [each["value"] for each in rule.inputs["criteria"]["awsAccountIds"]]
            assert len(accounts) <= ACCOUNTS_A_RULE
            owners |= dict.fromkeys(accounts, owner)
    assert owners["111122223333"] == "team@anycompany.com"
    assert len(owners) == ACCOUNTS_A_RULE + 2


def test_what_is_expected_is_suppressed_where_it_was_said_and_why(graph: Graph) -> None:
    rules = {
        rule.inputs["criteria"]["complianceSecurityControlIds"][0]["value"]: rule.inputs
        for rule in graph.of_type(RULE)
        if "workflow" in rule.inputs["actions"][0]["findingFieldsUpdate"]
    }
    somewhere, everywhere = rules["S3.11"], rules["EC2.8"]
    update = somewhere["actions"][0]["findingFieldsUpdate"]
    assert update["workflow"] == {"status": "SUPPRESSED"}
    assert all(EXPECTED[name] in update["note"]["text"] for name in ("owner", "reason", "expires"))
    assert [each["value"] for each in somewhere["criteria"]["awsAccountIds"]] == ["444455556666"]
    assert "awsAccountIds" not in everywhere["criteria"]


def test_each_rule_has_an_order_of_its_own(graph: Graph) -> None:
    orders = [rule.inputs["ruleOrder"] for rule in graph.of_type(RULE)]
    assert sorted(orders) == list(range(1, len(orders) + 1))


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
