"""External access is analyzed in every region over the organization, unused access in the home region.

Not proved: that anything is found; the requests are only checked against AWS's service model.
"""

from __future__ import annotations

from typing import Any

import pytest

from components.access_analyzer import AccessAnalyzer
from tests.conftest import OTHER_REGION, World, findings, only
from twin.graph import Graph
from twin.monitor import ProgramError

ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"


@pytest.fixture
def delegated(world: World) -> World:
    client, service = world.client("organizations"), "access-analyzer.amazonaws.com"
    client.enable_aws_service_access(ServicePrincipal=service)
    client.register_delegated_administrator(AccountId=world.accounts["first"], ServicePrincipal=service)
    return world


def build(world: World, **more: Any) -> Graph:
    args: Any = {"region": OTHER_REGION, **more}
    return world.run(lambda: AccessAnalyzer("analyzer", args, world.within("first")))


def test_external_access_is_analyzed_over_the_organization(delegated: World) -> None:
    analyzer = only(build(delegated), ANALYZER)
    assert analyzer.inputs["type"] == "ORGANIZATION"
    assert analyzer.inputs["analyzerName"] == "landing-zone-external-access"
    assert (analyzer.account, analyzer.region) == (delegated.accounts["first"], OTHER_REGION)


def test_unused_access_is_analyzed_in_the_home_region(delegated: World) -> None:
    graph = build(delegated, is_home_region=True)
    assert len(graph.of_type(ANALYZER)) == 2
    unused = only(graph, ANALYZER, analyzerName="landing-zone-unused-access")
    assert unused.inputs["type"] == "ORGANIZATION_UNUSED_ACCESS"
    assert unused.inputs["configuration"] == {"unusedAccess": {"unusedAccessAge": 90}}


def test_access_counts_as_unused_when_told(delegated: World) -> None:
    graph = build(delegated, is_home_region=True, unused_access_days=45)
    unused = only(graph, ANALYZER, analyzerName="landing-zone-unused-access")
    assert unused.inputs["configuration"] == {"unusedAccess": {"unusedAccessAge": 45}}


def test_another_account_is_refused(world: World) -> None:
    with pytest.raises(ProgramError, match="delegate the service first"):
        build(world)


def test_the_controls_find_nothing(delegated: World) -> None:
    assert findings(build(delegated, is_home_region=True)) == []
