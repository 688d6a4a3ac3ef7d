"""The accounts layer gives every account its baseline and recorders, and every member its boundary and deployment role.

Not proved: how long AWS takes, and whether a new account is ready for it (the organization layer waits for that).
"""

from __future__ import annotations

from pathlib import Path

import pytest

from organizations.loading import load
from organizations.model import Organization
from organizations.sections.encryption import Encryption
from stacks import accounts as accounts_layer
from stacks import organization as organization_layer
from stacks._zone import Zone
from tests.conftest import findings
from twin.aws import EmbeddedAws
from twin.graph import Graph
from twin.monitor import run_program

EXAMPLE = load(Path(__file__).parents[2] / "organizations" / "example.yaml")
CONTACT = EXAMPLE.contacts.security.model_copy(update={"email": "security@anycompany.com", "phone": "+44 20 7946 0958"})
FILE = EXAMPLE.model_copy(
    update={
        "contacts": EXAMPLE.contacts.model_copy(update=dict.fromkeys(("security", "operations", "billing"), CONTACT)),
        "accounts": {name: EXAMPLE.accounts[name] for name in dict(EXAMPLE.foundation).values()},
    }
)
MANAGEMENT = FILE.accounts["management"].id or ""
BUCKET = "config-archive"

ROLE = "aws:iam/role:Role"
BOUNDARY = "aws:iam/policy:Policy"
RECORDER = "aws:cfg/recorder:Recorder"
CONTACTS = "aws:account/alternativeContact:AlternativeContact"


def build(stack: str, file: Organization = FILE) -> Graph:
    def program() -> None:
        zone = Zone(file, stack)
        organization_layer.deploy(zone)
        zone.publish("logging", {"config_bucket": BUCKET})
        accounts_layer.deploy(zone)

    with EmbeddedAws(MANAGEMENT) as aws:
        aws.client("s3", MANAGEMENT, FILE.home_region).create_bucket(Bucket=BUCKET)
        return run_program(program, aws, stack=stack, home_region=FILE.home_region)


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build(FILE.name)


@pytest.fixture(scope="module")
def ids(graph: Graph) -> dict[str, str]:
    """The ids of all accounts, by name."""
    made = {node.inputs["name"]: node.id for node in graph.of_type("aws:organizations/account:Account")}
    return {"management": MANAGEMENT, **made}


def test_every_account_has_the_baseline_in_every_region(graph: Graph, ids: dict[str, str]) -> None:
    everywhere = {(id, region) for id in ids.values() for region in FILE.regions}
    for token in (
        "aws:ebs/encryptionByDefault:EncryptionByDefault",
        "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess",
        "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess",
        "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults",
        RECORDER,
    ):
        assert {(node.account, node.region) for node in graph.of_type(token)} == everywhere
    assert len(graph.of_type(CONTACTS)) == 3 * len(ids)


def test_recorders_deliver_to_the_archive_and_record_iam_at_home_only(graph: Graph) -> None:
    for node in graph.of_type(RECORDER):
        at_home = node.region == FILE.home_region
        assert node.inputs["recordingGroup"]["includeGlobalResourceTypes"] is at_home
        role = "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
        assert node.inputs["roleArn"] == f"arn:aws:iam::{node.account}:{role}"
    channels = graph.of_type("aws:cfg/deliveryChannel:DeliveryChannel")
    assert {node.inputs["s3BucketName"] for node in channels} == {BUCKET}


def test_members_have_the_boundary_and_the_role_of_the_pipeline_and_management_has_neither(
    graph: Graph, ids: dict[str, str]
) -> None:
    members = set(ids.values()) - {MANAGEMENT}
    assert {node.account for node in graph.of_type(BOUNDARY)} == members
    deploying = [node for node in graph.of_type(ROLE) if node.inputs["name"] == "landing-zone-deploy"]
    assert {node.account for node in deploying} == members
    trusted = f"arn:aws:iam::{MANAGEMENT}:role/landing-zone-deploy"
    assert all(trusted in node.inputs["assumeRolePolicy"] for node in deploying)


def test_a_stack_of_one_account_builds_that_account_alone(ids: dict[str, str]) -> None:
    graph = build(f"{FILE.name}.account.network")
    assert {node.account for node in graph.of_type(RECORDER, CONTACTS, BOUNDARY, ROLE)} == {ids["network"]}


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []


def test_accounts_get_keys_where_the_file_asks_for_them(graph: Graph) -> None:
    asked = build(FILE.name, FILE.model_copy(update={"encryption": Encryption(account_keys=True)}))
    places = {(node.account, node.region) for node in asked.of_type("aws:ebs/defaultKmsKey:DefaultKmsKey")}
    assert len(places) == len(FILE.accounts) * len(FILE.regions)
    assert not list(graph.of_type("aws:ebs/defaultKmsKey:DefaultKmsKey"))


def test_every_account_can_open_cases_with_aws_support(graph: Graph, ids: dict[str, str]) -> None:
    roles = [node for node in graph.of_type(ROLE) if node.inputs["name"] == "landing-zone-support"]
    assert {node.account for node in roles} == set(ids.values())
    assert all(f":{ids['security']}:root" in node.inputs["assumeRolePolicy"] for node in roles)
