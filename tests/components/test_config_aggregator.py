"""The aggregator covers the whole organization with a role that only AWS Config uses, for this account alone.

Not proved: that AWS Config names the account when it takes the role, and that data arrives.
"""

from __future__ import annotations

import json

import pytest

from components.config_aggregator import ConfigAggregator, ConfigAggregatorArgs
from tests.conftest import HOME_REGION, World, findings, only
from twin.graph import Graph
from twin.monitor import ProgramError

AGGREGATOR = "aws:cfg/configurationAggregator:ConfigurationAggregator"
ROLE = "aws:iam/role:Role"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"


def build(world: World) -> Graph:
    args: ConfigAggregatorArgs = {"region": HOME_REGION, "account_id": world.accounts["first"]}
    return world.run(lambda: ConfigAggregator("aggregator", args, world.within("first")))


@pytest.fixture
def delegated(world: World) -> World:
    client, service = world.client("organizations"), "config.amazonaws.com"
    client.enable_aws_service_access(ServicePrincipal=service)
    client.register_delegated_administrator(AccountId=world.accounts["first"], ServicePrincipal=service)
    return world


def test_all_accounts_and_regions_are_aggregated(delegated: World) -> None:
    graph = build(delegated)
    source = only(graph, AGGREGATOR).inputs["organizationAggregationSource"]
    assert source == {"roleArn": only(graph, ROLE).outputs["arn"], "allRegions": True}
    held = delegated.client("config", "first").describe_configuration_aggregators()["ConfigurationAggregators"]
    assert [item["ConfigurationAggregatorName"] for item in held] == ["landing-zone"]


def test_only_aws_config_takes_the_role_and_only_for_this_account(delegated: World) -> None:
    graph = build(delegated)
    role = only(graph, ROLE)
    assert role.inputs["name"] == "landing-zone-config-aggregator"
    assert json.loads(role.inputs["assumeRolePolicy"])["Statement"] == [
        {
            "Effect": "Allow",
            "Principal": {"Service": "config.amazonaws.com"},
            "Action": "sts:AssumeRole",
            "Condition": {"StringEquals": {"aws:SourceAccount": delegated.accounts["first"]}},
        }
    ]
    policy = only(graph, ATTACHMENT).inputs["policyArn"]
    assert policy == "arn:aws:iam::aws:policy/service-role/AWSConfigRoleForOrganizations"


def test_the_role_can_list_accounts_before_it_is_used(delegated: World) -> None:
    graph = build(delegated)
    assert graph.depends_on(only(graph, AGGREGATOR), only(graph, ATTACHMENT))


def test_another_account_is_refused(world: World) -> None:
    with pytest.raises(ProgramError, match="delegate the service first"):
        build(world)


def test_the_controls_find_nothing(delegated: World) -> None:
    assert findings(build(delegated)) == []
