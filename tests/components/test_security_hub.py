"""The hub of an account is on without standards of its own.

Not proved: what moto doesn't hold of it, the default standards and the kind of findings among it.
"""

from __future__ import annotations

from components.security_hub import SecurityHub
from tests.conftest import OTHER_REGION, World, findings, only
from twin.graph import Graph

HUB = "aws:securityhub/account:Account"


def build(world: World) -> Graph:
    return world.run(lambda: SecurityHub("hub", {"region": OTHER_REGION}, world.within("first")))


def test_the_hub_is_on_in_its_account_and_region(world: World) -> None:
    hub = only(build(world), HUB)
    assert (hub.account, hub.region) == (world.accounts["first"], OTHER_REGION)
    assert world.client("securityhub", "first", OTHER_REGION).describe_hub()["HubArn"] == hub.outputs["arn"]


def test_standards_wait_for_the_central_configuration(world: World) -> None:
    inputs = only(build(world), HUB).inputs
    assert inputs["enableDefaultStandards"] is False
    assert inputs["controlFindingGenerator"] == "SECURITY_CONTROL"
    call = next(call for call in world.aws.calls if call.operation == "EnableSecurityHub")
    assert call.parameters == {"EnableDefaultStandards": False, "ControlFindingGenerator": "SECURITY_CONTROL"}


def test_findings_outlive_the_component(world: World) -> None:
    assert only(build(world), HUB).retain_on_delete


def test_the_controls_find_nothing_but_that_standards_come_from_the_organization(world: World) -> None:
    (finding,) = findings(build(world))
    assert finding.startswith("securityhub.standards-subscribed ")
