"""The security layer of the example organization, built on the embedded AWS after the layers that it needs.

Not proved: AWS's own delays between delegation and use, and everything that the components' tests leave open.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from components.config_recorder import ConfigRecorder
from components.conformance_pack import rules, templates
from organizations.loading import load
from policy_packs.guardrails.controls import catalogue
from policy_packs.guardrails.controls._selection import Selection
from stacks import organization as organization_layer
from stacks import security as security_layer
from stacks._zone import Zone
from tests.conftest import findings, only
from twin.aws import EmbeddedAws
from twin.graph import Graph, Node
from twin.handlers import State
from twin.monitor import ProgramError, run_program

ORGANIZATION = load(Path(__file__).parents[2] / "organizations" / "example.yaml")
MANAGEMENT = ORGANIZATION.accounts["management"].id or ""

DELEGATIONS = (
    "aws:organizations/delegatedAdministrator:DelegatedAdministrator",
    "aws:guardduty/organizationAdminAccount:OrganizationAdminAccount",
    "aws:securityhub/organizationAdminAccount:OrganizationAdminAccount",
)
DETECTOR = "aws:guardduty/detector:Detector"
HUB = "aws:securityhub/account:Account"
PACK = "aws:cfg/organizationConformancePack:OrganizationConformancePack"
ORGANIZATION_WIDE = (
    "aws:accessanalyzer/analyzer:Analyzer",
    "aws:cfg/configurationAggregator:ConfigurationAggregator",
    "aws:guardduty/organizationConfiguration:OrganizationConfiguration",
    "aws:securityhub/configurationPolicy:ConfigurationPolicy",
    "aws:securityhub/findingAggregator:FindingAggregator",
    PACK,
)


def record(zone: Zone, accounts: tuple[str, ...]) -> None:
    """Stand in for the accounts layer: a recorder in every region of the accounts."""
    role = "arn:aws:iam::111122223333:role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
    for account in accounts:
        for region in zone.organization.regions:
            recorder = ConfigRecorder(
                f"{account}-{region}-recorder",
                {"region": region, "delivery_bucket": "archive", "role_arn": role},
                zone.within(account),
            )
            zone.built("accounts", recorder)


def build(aws: EmbeddedAws, recorded: tuple[str, ...]) -> tuple[Graph, dict[str, dict[str, str]]]:
    """The graph, and the detectors' ids that the layer published."""
    aws.client("s3", MANAGEMENT, ORGANIZATION.home_region).create_bucket(Bucket="archive")
    published: dict[str, dict[str, str]] = {}

    def program() -> None:
        zone = Zone(ORGANIZATION, ORGANIZATION.name)
        organization_layer.deploy(zone)
        record(zone, recorded)
        security_layer.deploy(zone)
        zone.output("security", "detector_ids").apply(published.update)

    return run_program(program, aws, stack=ORGANIZATION.name, home_region=ORGANIZATION.home_region), published


@pytest.fixture(scope="module")
def built() -> tuple[Graph, dict[str, dict[str, str]]]:
    with EmbeddedAws(MANAGEMENT) as aws:
        return build(aws, tuple(ORGANIZATION.accounts))


@pytest.fixture(scope="module")
def graph(built: tuple[Graph, dict[str, dict[str, str]]]) -> Graph:
    return built[0]


@pytest.fixture(scope="module")
def security(graph: Graph) -> str:
    """The id of the security account."""
    return only(graph, "aws:organizations/account:Account", name="security").id


def component(graph: Graph, name: str) -> Node:
    return next(node for node in graph if not node.custom and node.name == name)


def test_management_and_security_detect_in_every_region(graph: Graph, security: str) -> None:
    expected = {(account, region) for account in (MANAGEMENT, security) for region in ORGANIZATION.regions}
    for token in (DETECTOR, HUB):
        assert {(node.account, node.region) for node in graph.of_type(token)} == expected


def test_the_security_account_administers_the_services_and_management_delegates_them(
    graph: Graph, security: str
) -> None:
    delegations = graph.of_type(*DELEGATIONS)
    assert {node.account for node in delegations} == {MANAGEMENT}
    assert {node.inputs.get("accountId", node.inputs.get("adminAccountId")) for node in delegations} == {security}
    organization_wide = graph.of_type(*ORGANIZATION_WIDE)
    assert {node.account for node in organization_wide} == {security}
    assert {node.type for node in organization_wide} == set(ORGANIZATION_WIDE)


def test_services_are_on_in_both_accounts_before_they_are_delegated(graph: Graph) -> None:
    waits_for = set(component(graph, "delegated-administrators").dependencies)
    assert waits_for >= {node.urn for node in graph.of_type(DETECTOR, HUB)}


def test_the_organization_is_configured_after_the_delegations(graph: Graph) -> None:
    delegations = {node.urn for node in graph.of_type(*DELEGATIONS)}
    for node in graph.of_type(*ORGANIZATION_WIDE):
        outermost = list(graph.ancestors(node))[-1]
        assert delegations <= set(outermost.dependencies), node.name


def test_organization_wide_config_comes_after_every_recorder(graph: Graph) -> None:
    recorders = {node.urn for node in graph.of_type("aws:cfg/recorderStatus:RecorderStatus")}
    assert len(recorders) == len(ORGANIZATION.accounts) * len(ORGANIZATION.regions)
    names = [f"conformance-pack-{region}" for region in ORGANIZATION.regions]
    for name in ("config-aggregator", *names):
        assert recorders <= set(component(graph, name).dependencies)


def test_every_region_is_assessed_and_analyzed(graph: Graph) -> None:
    regions = set(ORGANIZATION.regions)
    assert {node.region for node in graph.of_type(PACK)} == regions
    assert {node.region for node in graph.of_type("aws:accessanalyzer/analyzer:Analyzer")} == regions


def test_nothing_is_only_recorded(graph: Graph) -> None:
    assert [node.name for node in graph.resources() if node.state is State.RECORDED] == []


def test_the_controls_find_nothing_but_the_stand_in_for_recorders(graph: Graph) -> None:
    # The recorders here are made for the aggregator alone, none of them as that of a home region.
    assert [each for each in findings(graph) if not each.startswith("config.global-types-recorded ")] == []


def test_the_detectors_ids_are_published_by_account_and_region(
    built: tuple[Graph, dict[str, dict[str, str]]], security: str
) -> None:
    graph, published = built
    detectors = {(node.account, node.region): node.id for node in graph.of_type(DETECTOR)}
    assert published == {
        name: {region: detectors[id, region] for region in ORGANIZATION.regions}
        for name, id in (("management", MANAGEMENT), ("security", security))
    }


def test_an_account_without_recorders_stops_the_packs() -> None:
    recorded = tuple(name for name in ORGANIZATION.accounts if name != "sandbox-data")
    with EmbeddedAws(MANAGEMENT) as aws, pytest.raises(ProgramError, match="1 accounts have no recorder"):
        build(aws, recorded)


@pytest.mark.parametrize("tier", ["minimal", "regulated"])
def test_accounts_are_assessed_by_the_controls_of_the_file_s_tier(tier: str) -> None:
    region = ORGANIZATION.home_region
    file = ORGANIZATION.model_copy(update={"tier": tier, "regions": (region,)})

    def program() -> None:
        zone = Zone(file, file.name)
        organization_layer.deploy(zone)
        record(zone, tuple(file.accounts))
        security_layer.deploy(zone)

    with EmbeddedAws(MANAGEMENT) as aws:
        aws.client("s3", MANAGEMENT, region).create_bucket(Bucket="archive")
        graph = run_program(program, aws, stack=file.name, home_region=region)
    expected = templates(rules(Selection(tier=tier).of(catalogue()), region))
    assert sorted(pack.inputs["templateBody"] for pack in graph.of_type(PACK)) == sorted(expected)
