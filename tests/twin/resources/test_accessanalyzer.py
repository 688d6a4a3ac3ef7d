"""Access Analyzer in the twin: requests are checked against AWS's service model, and the delegation is asked for.

Not proved: that anything is analyzed; moto has no Access Analyzer.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import OTHER_REGION, World
from twin.handlers import State, TwinError, carry_out, handlers

ANALYZER = "aws:accessanalyzer/analyzer:Analyzer"
EXTERNAL = {"analyzerName": "landing-zone-external-access", "type": "ORGANIZATION"}
WHERE = ("first", OTHER_REGION)


def make(world: World, **inputs: Any) -> tuple[str, dict[str, Any], State]:
    return carry_out(world.at(*WHERE), ANALYZER, inputs, name="test")


@pytest.fixture
def delegated(world: World) -> World:
    client, service = world.client("organizations"), "access-analyzer.amazonaws.com"
    client.enable_aws_service_access(ServicePrincipal=service)
    client.register_delegated_administrator(AccountId=world.accounts["first"], ServicePrincipal=service)
    return world


def test_an_analyzer_of_the_organization_is_for_the_administrator(world: World) -> None:
    with pytest.raises(TwinError, match="delegate the service first"):
        make(world, **EXTERNAL)


def test_an_analyzer_is_held_where_it_was_made(delegated: World) -> None:
    id, outputs, state = make(delegated, **EXTERNAL, tagsAll={"owner": "security"})
    assert (id, state) == (EXTERNAL["analyzerName"], State.CHECKED)
    account = delegated.accounts["first"]
    assert outputs["arn"] == f"arn:aws:access-analyzer:{OTHER_REGION}:{account}:analyzer/{id}"
    handler = handlers()[ANALYZER]
    assert handler.read(delegated.at("first", "us-east-1"), id, EXTERNAL) is None
    handler.delete(delegated.at(*WHERE), id, {})
    assert handler.read(delegated.at(*WHERE), id, EXTERNAL) is None


def test_unused_access_takes_its_age(delegated: World) -> None:
    handler: Any = handlers()[ANALYZER]
    asked = {
        "analyzerName": "landing-zone-unused-access",
        "type": "ORGANIZATION_UNUSED_ACCESS",
        "configuration": {"unusedAccess": {"unusedAccessAge": 90}},
    }
    request = handler.request(delegated.at(*WHERE), asked)
    assert request["configuration"] == {"unusedAccess": {"unusedAccessAge": 90}}
    make(delegated, **asked)


def test_an_analyzer_of_one_account_needs_no_delegation(world: World) -> None:
    make(world, analyzerName="one")


def test_an_unknown_type_is_refused(world: World) -> None:
    with pytest.raises(TwinError, match="got 'EVERYTHING', expected one of"):
        make(world, analyzerName="one", type="EVERYTHING")


def test_everything_but_tags_replaces_an_analyzer() -> None:
    assert handlers()[ANALYZER].replaces >= {"analyzerName", "configuration", "type"}
