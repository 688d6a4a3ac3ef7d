"""The role for emergencies opens for named users with a fresh second factor, and its use raises an alarm.

Not proved: that the users exist, nor that anybody reads the alarm.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from components.break_glass import BreakGlass
from components.organization_trail import WATCHED
from tests.conftest import MANAGEMENT_ID, World, may, new_world, only
from twin.authorization import ADMINISTRATOR
from twin.evaluator import Policies, Principal, PrincipalKind
from twin.graph import Graph

FRESH = {"aws:MultiFactorAuthPresent": "true", "aws:MultiFactorAuthAge": "60"}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    args: Any = {"management_account_id": MANAGEMENT_ID, "users": ["rescuer"]}
    return world.run(lambda: BreakGlass("first", args, world.within("first")))


@pytest.mark.parametrize(
    ("user", "account", "context", "admitted"),
    [
        ("rescuer", MANAGEMENT_ID, FRESH, True),
        ("rescuer", MANAGEMENT_ID, {}, False),
        ("rescuer", MANAGEMENT_ID, {**FRESH, "aws:MultiFactorAuthPresent": "false"}, False),
        ("rescuer", MANAGEMENT_ID, {**FRESH, "aws:MultiFactorAuthAge": "3600"}, False),
        ("somebody", MANAGEMENT_ID, FRESH, False),
        ("rescuer", "999999999999", FRESH, False),
    ],
)
def test_named_users_with_a_fresh_second_factor_take_it_on(
    graph: Graph, user: str, account: str, context: dict[str, str], admitted: bool
) -> None:
    role = only(graph, "aws:iam/role:Role")
    principal = Principal(f"arn:aws:iam::{account}:user/{user}", account, PrincipalKind.USER)
    policies = Policies(identity=[ADMINISTRATOR], resource=role.inputs["assumeRolePolicy"])
    assert may(principal, "sts:AssumeRole", role.outputs["arn"], role.account, policies, context) is admitted


def test_it_administers_its_account_for_an_hour(world: World, graph: Graph) -> None:
    role = only(graph, "aws:iam/role:Role")
    assert (role.inputs["name"], role.inputs["maxSessionDuration"]) == ("landing-zone-break-glass", 3600)
    attached = world.client("iam", "first").list_attached_role_policies(RoleName=role.id)["AttachedPolicies"]
    assert [each["PolicyName"] for each in attached] == ["AdministratorAccess"]


def test_its_use_is_watched_by_its_name(graph: Graph) -> None:
    role = only(graph, "aws:iam/role:Role")
    assert f'$.requestParameters.roleArn = "*role/{role.inputs["name"]}"' in WATCHED["break-glass-use"]
