"""Inspector scans the account that it is switched on in, and every member of the organization.

Not proved: that AWS finds anything.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from components.inspector import Inspector
from components.organization_inspector import OrganizationInspector
from tests.conftest import HOME_REGION, World, findings, new_world
from twin.graph import Graph


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        made.client("inspector2").enable_delegated_admin_account(delegatedAdminAccountId=made.accounts["first"])
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    ids = world.accounts

    def program() -> None:
        within = world.within("first")
        Inspector("own", {"region": HOME_REGION, "account_id": ids["first"]}, within)
        members = {name: ids[name] for name in ("management", "second")}
        args: Any = {"region": HOME_REGION, "members": members, "scanned": ["management"]}
        OrganizationInspector("all", args, within)

    return world.run(program)


def test_members_are_associated_and_scanned_unless_they_scan_themselves(world: World, graph: Graph) -> None:
    inspector = world.client("inspector2", "first")
    assert {each["accountId"] for each in inspector.list_members()["members"]} == {
        world.accounts["management"],
        world.accounts["second"],
    }
    enablers = list(graph.of_type("aws:inspector2/enabler:Enabler"))
    scanned = {account for node in enablers for account in node.inputs["accountIds"]}
    assert scanned == {world.accounts["first"], world.accounts["second"]}
    assert all(node.retain_on_delete for node in enablers)


def test_accounts_to_come_are_scanned_for_everything(world: World, graph: Graph) -> None:
    live = world.client("inspector2", "first").describe_organization_configuration()["autoEnable"]
    assert (live["ec2"], live["ecr"], live["lambda"]) == (True, True, True)


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
