"""Identity Center in the embedded AWS: groups, permission sets, what they hold, and where they are assigned.

Not proved: that anything is provisioned into accounts. Boundaries are only checked against AWS's service model.
"""

from __future__ import annotations

import json
from typing import Any

import pytest

from tests.conftest import HOME_REGION, World
from twin.handlers import State, TwinError, carry_out, handlers

from ._life import Life

SET = "aws:ssoadmin/permissionSet:PermissionSet"
MANAGED = "aws:ssoadmin/managedPolicyAttachment:ManagedPolicyAttachment"
INLINE = "aws:ssoadmin/permissionSetInlinePolicy:PermissionSetInlinePolicy"
BOUNDARY = "aws:ssoadmin/permissionsBoundaryAttachment:PermissionsBoundaryAttachment"
ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment"
GROUP = "aws:identitystore/group:Group"
AUDIT = "arn:aws:iam::aws:policy/SecurityAudit"


def life(world: World, token: str, **inputs: Any) -> Life:
    return Life(world, token, account="management", region=HOME_REGION, **inputs)


@pytest.fixture
def instance(world: World) -> dict[str, str]:
    (found,) = world.client("sso-admin").list_instances()["Instances"]
    return {"instanceArn": found["InstanceArn"], "identityStoreId": found["IdentityStoreId"]}


@pytest.fixture
def on(world: World, instance: dict[str, str]) -> dict[str, str]:
    """The inputs that name a permission set."""
    made = life(world, SET, instanceArn=instance["instanceArn"], name="audit", sessionDuration="PT1H")
    return {"instanceArn": instance["instanceArn"], "permissionSetArn": made.outputs["arn"]}


def test_a_permission_set_lives(world: World, instance: dict[str, str]) -> None:
    made = life(world, SET, instanceArn=instance["instanceArn"], name="audit", description="x", sessionDuration="PT1H")
    assert ":permissionSet/ssoins-" in made.outputs["arn"]
    made.change(sessionDuration="PT2H", description="y")
    made.delete()
    assert made.live() is None


def test_a_managed_policy_lives(world: World, on: dict[str, str]) -> None:
    made = life(world, MANAGED, **on, managedPolicyArn=AUDIT)
    assert made.outputs["managedPolicyName"] == "SecurityAudit"
    made.delete()
    assert made.live() is None


def test_a_policy_is_found_by_its_path(world: World, on: dict[str, str]) -> None:
    policy = "arn:aws:iam::aws:policy/job-function/Billing"
    assert life(world, MANAGED, **on, managedPolicyArn=policy).outputs["managedPolicyName"] == "Billing"


def test_a_policy_that_aws_does_not_have_is_refused(world: World, on: dict[str, str]) -> None:
    with pytest.raises(TwinError, match="does not exist"):
        life(world, MANAGED, **on, managedPolicyArn="arn:aws:iam::aws:policy/Nothing")


def test_an_inline_policy_lives(world: World, on: dict[str, str]) -> None:
    statements = [{"Effect": "Deny", "Action": "s3:*", "Resource": "*"}]
    made = life(world, INLINE, **on, inlinePolicy=json.dumps({"Version": "2012-10-17", "Statement": statements}))
    made.change(inlinePolicy=json.dumps({"Version": "2012-10-17", "Statement": []}))
    made.delete()
    assert made.live() is None


def test_a_boundary_is_checked(world: World, on: dict[str, str]) -> None:
    place = world.at("management", HOME_REGION)
    boundary = {"customerManagedPolicyReference": {"name": "landing-zone-boundary", "path": "/"}}
    assert carry_out(place, BOUNDARY, {**on, "permissionsBoundary": boundary}, name="x")[2] is State.CHECKED
    handler: Any = handlers()[BOUNDARY]
    request = handler.request(place, {**on, "permissionsBoundary": boundary})
    assert request["PermissionsBoundary"] == {
        "CustomerManagedPolicyReference": {"Name": "landing-zone-boundary", "Path": "/"}
    }
    with pytest.raises(TwinError, match="would be refused"):
        carry_out(place, BOUNDARY, dict(on), name="x")


def test_a_group_and_its_assignment_live(world: World, instance: dict[str, str], on: dict[str, str]) -> None:
    group = life(world, GROUP, identityStoreId=instance["identityStoreId"], displayName="people", description="All")
    target = {"targetId": world.accounts["first"], "targetType": "AWS_ACCOUNT"}
    principal = {"principalId": group.outputs["groupId"], "principalType": "GROUP"}
    made = life(world, ASSIGNMENT, **on, **target, **principal)
    made.delete()
    assert made.live() is None
    group.delete()
    assert group.live() is None
    with pytest.raises(TwinError, match="AWS refuses DescribeGroup"):
        life(world, ASSIGNMENT, **on, **target, **principal)


def test_another_instance_is_refused(world: World, on: dict[str, str]) -> None:
    elsewhere = {**on, "instanceArn": "arn:aws:sso:::instance/ssoins-0000000000000000"}
    target = {"targetId": world.accounts["first"], "targetType": "AWS_ACCOUNT"}
    with pytest.raises(TwinError, match="no instance of Identity Center here"):
        life(world, ASSIGNMENT, **elsewhere, **target, principalId="g", principalType="GROUP")
