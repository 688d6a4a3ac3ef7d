"""The role for AWS Support opens for people of the security account alone, and can talk to AWS Support alone.

Not proved: that the account has a plan with cases.
"""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from components.support_role import SupportRole
from tests.conftest import World, findings, may, new_world, only
from twin.authorization import ADMINISTRATOR
from twin.evaluator import Policies, Principal, PrincipalKind
from twin.graph import Graph

PERSON = "role/aws-reserved/sso.amazonaws.com/eu-west-1/AWSReservedSSO_security_0123456789abcdef"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    return world.run(
        lambda: SupportRole("first", {"security_account_id": world.accounts["second"]}, world.within("first"))
    )


@pytest.mark.parametrize(
    ("account", "role", "admitted"),
    [("second", PERSON, True), ("second", "role/application", False), ("first", PERSON, False)],
)
def test_people_of_the_security_account_take_it_on(
    world: World, graph: Graph, account: str, role: str, admitted: bool
) -> None:
    support, id = only(graph, "aws:iam/role:Role"), world.accounts[account]
    principal = Principal(f"arn:aws:iam::{id}:{role}", id, PrincipalKind.ROLE, session_name="person")
    policies = Policies(identity=[ADMINISTRATOR], resource=support.inputs["assumeRolePolicy"])
    assert may(principal, "sts:AssumeRole", support.outputs["arn"], support.account, policies) is admitted


def test_it_talks_to_aws_support_and_nothing_else(world: World, graph: Graph) -> None:
    role = only(graph, "aws:iam/role:Role")
    iam = world.client("iam", "first")
    attached = iam.list_attached_role_policies(RoleName=role.id)["AttachedPolicies"]
    assert [each["PolicyName"] for each in attached] == ["AWSSupportAccess"]
    assert iam.list_role_policies(RoleName=role.id)["PolicyNames"] == []


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
