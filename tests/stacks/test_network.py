"""The network layer builds the networks of an organization file, each in its own account and region.

Not proved: that logging publishes its bucket (the test stands in for that layer), nor anything about traffic.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pulumi
import pulumi_aws as aws
import pytest

from organizations.loading import load
from organizations.model import Organization
from stacks import network as network_layer
from stacks import organization as organization_layer
from stacks._zone import Zone
from tests.conftest import findings, only
from twin.aws import EmbeddedAws
from twin.graph import Graph
from twin.monitor import run_program

FILE = Path(__file__).parents[2] / "organizations" / "example.yaml"
VPC = "aws:ec2/vpc:Vpc"
WEB_ACL = "aws:wafv2/webAcl:WebAcl"


@dataclass(frozen=True)
class Deployed:
    """The network layer of the example, and what it published."""

    file: Organization
    graph: Graph
    published: dict[str, Any]
    account_ids: dict[str, str]


@pytest.fixture(scope="module")
def deployed() -> Deployed:
    """The example with one more network beside another, which shows nothing to the internet."""
    example = load(FILE)
    quiet = example.networks["payments-staging"].model_copy(
        update={"cidr": "10.40.0.0/20", "nat": "none", "web_acl": False, "account": "sandbox-data"}
    )
    beside = quiet.model_copy(update={"cidr": "10.41.0.0/24", "web_acl": True, "account": "network"})
    file = example.model_copy(update={"networks": {**example.networks, "quiet": quiet, "beside": beside}})
    published: dict[str, Any] = {}

    def program() -> None:
        zone = Zone(file, file.name)
        organization_layer.deploy(zone)
        zone.publish("logging", {"flow_log_bucket_arn": "arn:aws:s3:::archive"})
        network_layer.deploy(zone)
        for name in ("vpc_ids", "subnet_ids", "nat_addresses", "web_acl_arns"):
            keep(name, zone.output("network", name))

    def keep(name: str, output: pulumi.Output[Any]) -> None:
        output.apply(lambda value: published.update({name: value}))

    graph = _run(program, file)
    accounts = graph.of_type("aws:organizations/account:Account")
    return Deployed(file, graph, published, {account.inputs["name"]: account.id for account in accounts})


def _run(program: Callable[[], None], file: Organization) -> Graph:
    management = file.accounts["management"].id or ""
    with EmbeddedAws(management) as embedded:
        embedded.client("s3", management, file.home_region).create_bucket(Bucket="archive")
        return run_program(program, embedded, stack=file.name, home_region=file.home_region)


def test_every_network_is_in_its_account_and_region(deployed: Deployed) -> None:
    assert len(deployed.graph.of_type(VPC)) == len(deployed.file.networks)
    for network in deployed.file.networks.values():
        vpc = only(deployed.graph, VPC, cidrBlock=network.cidr)
        assert (vpc.account, vpc.region) == (deployed.account_ids[network.account], network.region)


def test_nothing_is_outside_of_the_accounts_and_regions_of_the_networks(deployed: Deployed) -> None:
    places = {(deployed.account_ids[each.account], each.region) for each in deployed.file.networks.values()}
    regional = [node for node in deployed.graph.resources() if node.region]
    assert {(node.account, node.region) for node in regional} == places


def test_flow_logs_go_to_the_archive(deployed: Deployed) -> None:
    logs = deployed.graph.of_type("aws:ec2/flowLog:FlowLog")
    assert len(logs) == len(deployed.file.networks)
    assert {log.inputs["logDestination"] for log in logs} == {"arn:aws:s3:::archive"}


def test_endpoints_are_for_the_organization(deployed: Deployed) -> None:
    (organization,) = deployed.graph.of_type("aws:organizations/organization:Organization")
    endpoints = deployed.graph.of_type("aws:ec2/vpcEndpoint:VpcEndpoint")
    assert endpoints
    assert all(f'"aws:PrincipalOrgID":"{organization.id}"' in endpoint.inputs["policy"] for endpoint in endpoints)


def test_one_web_acl_stands_in_each_account_and_region_that_wants_one(deployed: Deployed) -> None:
    wanted = {
        (deployed.account_ids[network.account], network.region)
        for network in deployed.file.networks.values()
        if network.web_acl
    }
    acls = deployed.graph.of_type(WEB_ACL)
    assert {(acl.account, acl.region) for acl in acls} == wanted
    assert len(acls) == len(wanted)
    assert deployed.account_ids["sandbox-data"] not in {acl.account for acl in acls}


def test_the_logs_of_web_acls_are_kept_for_as_long_as_the_file_says(deployed: Deployed) -> None:
    groups = deployed.graph.of_type("aws:cloudwatch/logGroup:LogGroup")
    assert {group.inputs["retentionInDays"] for group in groups} == {deployed.file.logging.retention_days}


def test_the_layer_publishes_what_workloads_build_on(deployed: Deployed) -> None:
    published = deployed.published
    vpcs = {only(deployed.graph, VPC, cidrBlock=each.cidr).id for each in deployed.file.networks.values()}
    assert set(published["vpc_ids"]) == set(deployed.file.networks)
    assert set(published["vpc_ids"].values()) == vpcs
    subnets = {node.id: node for node in deployed.graph.of_type("aws:ec2/subnet:Subnet")}
    for name, tiers in published["subnet_ids"].items():
        assert set(tiers) == (
            {"private", "isolated"} if name in ("quiet", "beside") else {"public", "private", "isolated"}
        )
        for tier, ids in tiers.items():
            assert [subnets[id].name for id in ids] == [
                f"{name}-subnet-{tier}-{letter}" for letter in "abc"[: deployed.file.networks[name].availability_zones]
            ]
    assert {name: len(addresses) for name, addresses in published["nat_addresses"].items()} == {
        "hub": 1,
        "payments-production": 3,
        "orders-production": 3,
        "payments-staging": 1,
        "quiet": 0,
        "beside": 0,
    }
    assert set(published["web_acl_arns"]) == {
        "network-us-east-1",
        "payments-production-us-east-1",
        "orders-production-eu-west-1",
        "payments-staging-us-east-1",
    }


def test_everything_was_carried_out(deployed: Deployed) -> None:
    layer = [node for node in deployed.graph.resources() if not node.type.startswith(("aws:organizations", "aws:iam"))]
    assert [node.name for node in layer if node.state != "executed"] == []


def test_networks_come_after_logging_and_accounts(deployed: Deployed) -> None:
    file = deployed.file.model_copy(update={"networks": {"hub": deployed.file.networks["hub"]}})
    built: list[pulumi.Resource] = []

    def program() -> None:
        zone = Zone(file, file.name)
        organization_layer.deploy(zone)
        options = pulumi.ResourceOptions(provider=zone.provider("log-archive"))
        for layer in ("logging", "accounts"):
            zone.built(layer, aws.s3.Bucket(layer, bucket=f"stands-for-{layer}", opts=options))
        zone.publish("logging", {"flow_log_bucket_arn": "arn:aws:s3:::stands-for-logging"})
        network_layer.deploy(zone)
        built.extend(zone.after("network"))

    graph = _run(program, file)
    before = {node.urn for node in graph.of_type("aws:s3/bucket:Bucket")}
    assert len(before) == len(built) == 2
    made = graph.of_type(VPC, WEB_ACL)
    assert len(made) == 2
    assert all(before <= graph.closure(node) for node in made)


def test_the_controls_find_nothing(deployed: Deployed) -> None:
    ours = ("vpc.", "wafv2.", "logs.", "kms.", "ec2.")
    assert [finding for finding in findings(deployed.graph) if finding.startswith(ours)] == []
