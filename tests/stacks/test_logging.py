"""The logging layer puts the archive in its account and the trail in the management account, in an order that works.

Not proved: that CloudTrail finds the bucket's policy in force when the trail is made.
"""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import Any

import pytest

from organizations.loading import load
from stacks import logging as logging_layer
from stacks import organization as organization_layer
from stacks._zone import Zone
from tests.conftest import findings, only
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.monitor import run_program

EXAMPLE = load(Path(__file__).parents[2] / "organizations" / "example.yaml")
LOCK = EXAMPLE.logging.object_lock.model_copy(update={"days": 200})
LOGS = EXAMPLE.logging.model_copy(
    update={"retention_days": 545, "archive_days": 1000, "object_lock": LOCK, "data_events": ("s3",), "insights": False}
)
FILE = EXAMPLE.model_copy(
    update={
        "logging": LOGS,
        "home_region": "eu-west-1",
        "accounts": {name: EXAMPLE.accounts[name] for name in dict(EXAMPLE.foundation).values()},
    }
)
MANAGEMENT = FILE.accounts["management"].id or ""

TRAIL = "aws:cloudtrail/trail:Trail"
PUBLISHED = ("config_bucket", "flow_log_bucket", "flow_log_bucket_arn", "trail_arn", "trail_bucket", "trail_key_arn")


@pytest.fixture(scope="module")
def built() -> tuple[Graph, dict[str, Any]]:
    """The graph, and what the layer published."""
    published: dict[str, Any] = {}

    def program() -> None:
        zone = Zone(FILE, FILE.name)
        organization_layer.deploy(zone)
        logging_layer.deploy(zone)
        for name in PUBLISHED:
            zone.output("logging", name).apply(partial(published.__setitem__, name))

    with EmbeddedAws(MANAGEMENT) as aws:
        return run_program(program, aws, stack=FILE.name, home_region=FILE.home_region), published


@pytest.fixture(scope="module")
def graph(built: tuple[Graph, dict[str, Any]]) -> Graph:
    return built[0]


@pytest.fixture(scope="module")
def archive(graph: Graph) -> str:
    """The id of the log archive's account."""
    return only(graph, "aws:organizations/account:Account", name="log-archive").id


def waits(graph: Graph, node: Node, other: Node) -> bool:
    """Whether the node, or a component around it, is only made after the other."""
    return any(graph.depends_on(each, other) for each in (node, *graph.ancestors(node)))


def test_the_archive_is_in_its_account_and_the_trail_in_management_both_at_home(graph: Graph, archive: str) -> None:
    assert {node.account for node in graph.of_type("aws:s3/bucket:Bucket")} == {archive}
    assert only(graph, TRAIL).account == MANAGEMENT
    in_regions = [node for node in graph.resources() if node.region]
    assert {node.region for node in in_regions} == {"eu-west-1"}


def test_the_file_says_how_long_logs_are_kept(graph: Graph) -> None:
    lock = only(graph, "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration")
    assert lock.inputs["rule"]["defaultRetention"] == {"mode": "GOVERNANCE", "days": 200}
    assert only(graph, "aws:cloudwatch/logGroup:LogGroup").inputs["retentionInDays"] == 545
    cycles = graph.of_type("aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
    assert {cycle.inputs["rules"][0]["expiration"]["days"] for cycle in cycles} == {1000}


def test_the_file_says_what_the_trail_records(graph: Graph) -> None:
    trail = only(graph, TRAIL).inputs
    assert not trail.get("insightSelectors")
    recorded = [field for each in trail["advancedEventSelectors"] for field in each["fieldSelectors"]]
    assert {"field": "resources.type", "equals": ["AWS::S3::Object"]} in recorded


def test_alarms_go_to_the_security_contact(graph: Graph) -> None:
    subscription = only(graph, "aws:sns/topicSubscription:TopicSubscription")
    assert subscription.inputs["endpoint"] == FILE.contacts.security.email


def test_the_trail_waits_for_trusted_access_and_for_the_policies_that_let_it_in(graph: Graph) -> None:
    trail = only(graph, TRAIL)
    bucket = trail.inputs["s3BucketName"]
    access = only(
        graph, "aws:organizations/awsServiceAccess:AwsServiceAccess", servicePrincipal="cloudtrail.amazonaws.com"
    )
    policy = only(graph, "aws:s3/bucketPolicy:BucketPolicy", bucket=bucket)
    assert waits(graph, trail, access)
    assert waits(graph, trail, policy)
    assert trail.outputs["arn"] in policy.inputs["policy"]


def test_other_layers_are_told_names_and_arns(built: tuple[Graph, dict[str, Any]], archive: str) -> None:
    graph, published = built
    assert set(published) == set(PUBLISHED)
    assert published["config_bucket"] == f"landing-zone-config-example-{archive}-eu-west-1"
    assert published["flow_log_bucket_arn"] == f"arn:aws:s3:::{published['flow_log_bucket']}"
    assert published["trail_arn"] == only(graph, TRAIL).id
    assert published["trail_key_arn"] == only(graph, TRAIL).inputs["kmsKeyId"]


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
