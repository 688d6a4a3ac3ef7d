"""The organization component makes things one after another, protects them, and grows without replacing anything.

Not proven here: how AWS Organizations answers to what is not serial.
"""

from __future__ import annotations

import itertools
from typing import Any

import pytest

from components.organization import TRUSTED_SERVICES, Organization, OrganizationArgs
from tests.conftest import MANAGEMENT_ID
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.monitor import ProgramError, run_program

ACCOUNT = "aws:organizations/account:Account"
UNIT = "aws:organizations/organizationalUnit:OrganizationalUnit"
ACCESS = "aws:organizations/awsServiceAccess:AwsServiceAccess"

ARGS: OrganizationArgs = {
    "units": ["Security", "Workloads", "Workloads/Production"],
    "accounts": {
        "log-archive": {"email": "log-archive@anycompany.com", "unit": "Security", "tags": {"owner": "security"}},
        "payments": {"email": "payments@anycompany.com", "unit": "Workloads/Production", "tags": {"owner": "payments"}},
        "orders": {"email": "orders@anycompany.com", "unit": "Workloads", "id": "222233334444", "tags": {"owner": "o"}},
    },
}


def build(args: OrganizationArgs | None = ARGS) -> Graph:
    import pulumi
    import pulumi_aws as aws

    def program() -> None:
        provider = aws.Provider("management", region="us-east-1", allowed_account_ids=[MANAGEMENT_ID])
        Organization("zone", args, pulumi.ResourceOptions(providers=[provider]))

    with EmbeddedAws(MANAGEMENT_ID) as embedded:
        return run_program(program, embedded, stack="test", home_region="us-east-1")


@pytest.fixture(scope="module")
def graph() -> Graph:
    return build()


def assert_chain(graph: Graph, nodes: list[Node]) -> None:
    for earlier, later in itertools.pairwise(nodes):
        assert graph.depends_on(later, earlier), f"{later.name} doesn't wait for {earlier.name}"


def test_without_arguments_it_is_an_organization_with_trusted_services() -> None:
    graph = build(None)
    (organization,) = graph.of_type("aws:organizations/organization:Organization")
    assert organization.inputs["featureSet"] == "ALL"
    types = ["SERVICE_CONTROL_POLICY", "RESOURCE_CONTROL_POLICY", "AISERVICES_OPT_OUT_POLICY", "TAG_POLICY"]
    assert organization.inputs["enabledPolicyTypes"] == types
    assert {node.inputs["servicePrincipal"] for node in graph.of_type(ACCESS)} == set(TRUSTED_SERVICES)
    assert graph.of_type(ACCOUNT) == []


def test_accounts_and_trusted_access_are_made_one_after_another(graph: Graph) -> None:
    assert_chain(graph, [*graph.of_type(ACCESS), *graph.of_type(ACCOUNT)])


def test_root_users_are_managed_centrally_once_iam_is_trusted(graph: Graph) -> None:
    (features,) = graph.of_type("aws:iam/organizationsFeatures:OrganizationsFeatures")
    assert features.inputs["enabledFeatures"] == ["RootCredentialsManagement", "RootSessions"]
    iam = next(node for node in graph.of_type(ACCESS) if node.inputs["servicePrincipal"] == "iam.amazonaws.com")
    assert graph.depends_on(features, iam)


@pytest.mark.parametrize("type", [ACCOUNT, UNIT, "aws:organizations/organization:Organization"])
def test_what_must_not_be_lost_is_protected_and_only_forgotten(graph: Graph, type: str) -> None:
    assert all(node.protect and node.retain_on_delete for node in graph.of_type(type))


def test_accounts_are_never_closed_or_made_again(graph: Graph) -> None:
    for node in graph.of_type(ACCOUNT):
        assert node.inputs["closeOnDeletion"] is False
        assert {"email", "name", "roleName", "iamUserAccessToBilling"} <= set(node.ignore_changes)


def test_accounts_stand_in_their_units(graph: Graph) -> None:
    units = {node.inputs["name"]: node for node in graph.of_type(UNIT)}
    accounts = {node.inputs["name"]: node for node in graph.of_type(ACCOUNT)}
    assert accounts["payments"].outputs["parentId"] == units["Production"].id
    assert units["Production"].inputs["parentId"] == units["Workloads"].id


def test_an_account_with_an_id_is_adopted(graph: Graph) -> None:
    accounts = {node.inputs["name"]: node.id for node in graph.of_type(ACCOUNT)}
    assert accounts["orders"] == "222233334444"


def test_the_same_accounts_have_the_same_ids_at_every_rehearsal(graph: Graph) -> None:
    again = build()
    assert [node.id for node in again.of_type(ACCOUNT)] == [node.id for node in graph.of_type(ACCOUNT)]


def test_everything_waits_until_a_new_account_can_be_entered(graph: Graph) -> None:
    assert all(node.hooks == ("zone-account-ready",) for node in graph.of_type(ACCOUNT))


def test_growing_keeps_every_name(graph: Graph) -> None:
    more: dict[str, Any] = {**ARGS["accounts"], "web": {"email": "web@anycompany.com", "unit": "Workloads"}}
    grown = build({"units": [*ARGS["units"], "Sandbox"], "accounts": more})
    assert {node.urn for node in graph} <= {node.urn for node in grown}


def test_two_accounts_of_one_address_are_refused() -> None:
    twice: OrganizationArgs = {
        "units": ["Security"],
        "accounts": {
            "one": {"email": "same@anycompany.com", "unit": "Security"},
            "two": {"email": "same@anycompany.com", "unit": "Security"},
        },
    }
    with pytest.raises(ProgramError, match="zone-account-two"):
        build(twice)
