"""Security Hub is configured centrally, in the order that AWS asks for, for the whole organization.

Not proved: that accounts follow the policy, and that findings arrive in the home region.
"""

from __future__ import annotations

from typing import Any

import pytest

from components.organization_security_hub import OrganizationSecurityHub
from tests.conftest import HOME_REGION, OTHER_REGION, World, findings, only
from twin.graph import Graph
from twin.monitor import ProgramError

AGGREGATOR = "aws:securityhub/findingAggregator:FindingAggregator"
CENTRAL = "aws:securityhub/organizationConfiguration:OrganizationConfiguration"
POLICY = "aws:securityhub/configurationPolicy:ConfigurationPolicy"
ASSOCIATION = "aws:securityhub/configurationPolicyAssociation:ConfigurationPolicyAssociation"


@pytest.fixture
def delegated(world: World) -> World:
    world.client("securityhub").enable_organization_admin_account(AdminAccountId=world.accounts["first"])
    return world


def build(world: World, **more: Any) -> Graph:
    root = world.client("organizations").list_roots()["Roots"][0]["Id"]
    args: Any = {
        "region": HOME_REGION,
        "regions": (HOME_REGION, OTHER_REGION),
        "root_id": root,
        **more,
    }
    return world.run(lambda: OrganizationSecurityHub("hub", args, world.within("first")))


def test_findings_of_the_governed_regions_come_to_the_home_region(delegated: World) -> None:
    aggregator = only(build(delegated), AGGREGATOR)
    assert aggregator.region == HOME_REGION
    assert aggregator.inputs["linkingMode"] == "SPECIFIED_REGIONS"
    assert aggregator.inputs["specifiedRegions"] == [OTHER_REGION]


def test_one_region_links_none(delegated: World) -> None:
    aggregator = only(build(delegated, regions=(HOME_REGION,)), AGGREGATOR)
    assert aggregator.inputs["linkingMode"] == "NO_REGIONS"
    assert "specifiedRegions" not in aggregator.inputs


def test_the_organization_is_configured_centrally(delegated: World) -> None:
    build(delegated)
    live = delegated.client("securityhub", "first").describe_organization_configuration()
    assert live["OrganizationConfiguration"]["ConfigurationType"] == "CENTRAL"
    assert (live["AutoEnable"], live["AutoEnableStandards"]) == (False, "NONE")


def test_every_account_is_assessed_by_both_standards_with_every_control(delegated: World) -> None:
    graph = build(delegated)
    policy = only(graph, POLICY)
    assert policy.inputs["configurationPolicy"] == {
        "serviceEnabled": True,
        "enabledStandardArns": [
            "arn:aws:securityhub:us-east-1::standards/aws-foundational-security-best-practices/v/1.0.0",
            "arn:aws:securityhub:us-east-1::standards/cis-aws-foundations-benchmark/v/5.0.0",
        ],
        "securityControlsConfiguration": {"disabledControlIdentifiers": []},
    }
    association = only(graph, ASSOCIATION)
    root = delegated.client("organizations").list_roots()["Roots"][0]["Id"]
    assert (association.inputs["policyId"], association.inputs["targetId"]) == (policy.id, root)


def test_aggregator_then_central_then_policy_then_association(delegated: World) -> None:
    graph = build(delegated)
    aggregator, central, policy, association = (
        only(graph, token) for token in (AGGREGATOR, CENTRAL, POLICY, ASSOCIATION)
    )
    assert graph.depends_on(central, aggregator)
    assert graph.depends_on(policy, central)
    assert graph.depends_on(association, policy)


def test_another_partition_has_its_own_standards(delegated: World) -> None:
    policy = only(build(delegated, partition="aws-us-gov", standards=["nist-800-53/v/5.0.0"]), POLICY)
    assert policy.inputs["configurationPolicy"]["enabledStandardArns"] == [
        "arn:aws-us-gov:securityhub:us-east-1::standards/nist-800-53/v/5.0.0"
    ]


def test_another_account_is_refused(world: World) -> None:
    with pytest.raises(ProgramError, match="isn't Security Hub's administrator"):
        build(world)


def test_the_controls_find_nothing(delegated: World) -> None:
    assert findings(build(delegated)) == []
