"""IAM in the embedded AWS: each type is made, read back, changed and deleted in its account and no other.

Not proved: what roles and policies let anybody do; the evaluator decides that elsewhere.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.conftest import World
from tests.twin.resources._life import Life
from twin.handlers import TwinError, handlers

ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
POLICY = "aws:iam/policy:Policy"
ATTACHMENT = "aws:iam/rolePolicyAttachment:RolePolicyAttachment"
PASSWORDS = "aws:iam/accountPasswordPolicy:AccountPasswordPolicy"

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def document(**statement: Any) -> str:
    return json.dumps({"Version": "2012-10-17", "Statement": [{"Effect": "Allow", **statement}]})


def trust(service: str) -> str:
    return document(Principal={"Service": f"{service}.amazonaws.com"}, Action="sts:AssumeRole")


def look(resource: str = "*") -> str:
    return document(Action="s3:GetObject", Resource=resource)


def role(world: World, **inputs: Any) -> Life:
    return Life(world, ROLE, name="reader", assumeRolePolicy=trust("ec2"), **inputs)


def names(world: World, account: str) -> list[str]:
    return [role["RoleName"] for role in world.client("iam", account).list_roles()["Roles"]]


def test_a_role_is_made_with_all_that_is_asked_for(world: World) -> None:
    boundary = Life(world, POLICY, name="boundary", policy=look())
    life = role(
        world,
        description="reads",
        maxSessionDuration=7200,
        path="/team/",
        permissionsBoundary=boundary.outputs["arn"],
        tags={"team": "data"},
    )
    held = world.client("iam", "first").get_role(RoleName="reader")["Role"]
    assert (held["Arn"], held["RoleId"]) == (life.outputs["arn"], life.outputs["uniqueId"])
    assert (held["Path"], held["MaxSessionDuration"], held["Description"]) == ("/team/", 7200, "reads")
    assert held["PermissionsBoundary"]["PermissionsBoundaryArn"] == boundary.outputs["arn"]
    assert held["Tags"] == [{"Key": "team", "Value": "data"}]
    assert "reader" not in names(world, "second")


def test_a_role_changes_in_place(world: World) -> None:
    boundary = Life(world, POLICY, name="boundary", policy=look())
    life = role(world, permissionsBoundary=boundary.outputs["arn"])
    life.change(assumeRolePolicy=trust("lambda"), description="runs", permissionsBoundary=None)
    held = world.client("iam", "first").get_role(RoleName="reader")["Role"]
    assert held["AssumeRolePolicyDocument"]["Statement"][0]["Principal"] == {"Service": "lambda.amazonaws.com"}
    assert held["Description"] == "runs"
    assert "PermissionsBoundary" not in held
    assert handlers()[ROLE].replaces >= {"name", "path"}


def test_a_role_is_gone_once_deleted_but_not_while_it_has_policies(world: World) -> None:
    life = role(world)
    inline = Life(world, ROLE_POLICY, role="reader", name="look", policy=look())
    with pytest.raises(ClientError, match="must delete policies first"):
        life.delete()
    inline.delete()
    assert inline.live() is None
    life.delete()
    assert life.live() is None


def test_an_inline_policy_changes_in_place(world: World) -> None:
    role(world)
    life = Life(world, ROLE_POLICY, role="reader", name="look", policy=look())
    life.change(policy=look("arn:aws:s3:::logs/*"))
    held = world.client("iam", "first").get_role_policy(RoleName="reader", PolicyName="look")
    assert held["PolicyDocument"] == json.loads(look("arn:aws:s3:::logs/*"))


def test_a_policy_changes_by_versions_of_which_iam_keeps_five(world: World) -> None:
    life = Life(world, POLICY, name="look", description="looks", policy=look())
    for number in range(7):
        life.change(policy=look(f"arn:aws:s3:::logs-{number}/*"))
    versions = world.client("iam", "first").list_policy_versions(PolicyArn=life.id)["Versions"]
    assert len(versions) == 5
    assert json.loads((life.live() or {})["policy"]) == json.loads(look("arn:aws:s3:::logs-6/*"))
    life.delete()
    assert life.live() is None


def test_policies_of_aws_are_attached_though_nobody_made_them(world: World) -> None:
    role(world)
    life = Life(world, ATTACHMENT, role="reader", policyArn=READ_ONLY)
    attached = world.client("iam", "first").list_attached_role_policies(RoleName="reader")["AttachedPolicies"]
    assert attached == [{"PolicyName": "ReadOnlyAccess", "PolicyArn": READ_ONLY}]
    life.delete()
    assert life.live() is None


def test_a_policy_that_aws_does_not_have_is_refused(world: World) -> None:
    role(world)
    with pytest.raises(TwinError, match="does not exist or is not attachable"):
        Life(world, ATTACHMENT, role="reader", policyArn="arn:aws:iam::aws:policy/ReadOnlyAcces")


def test_an_account_s_password_policy_is_its_own(world: World) -> None:
    life = Life(world, PASSWORDS, minimumPasswordLength=14, requireSymbols=True, maxPasswordAge=90)
    life.change(minimumPasswordLength=16)
    assert world.client("iam", "first").get_account_password_policy()["PasswordPolicy"]["MinimumPasswordLength"] == 16
    with pytest.raises(ClientError, match="Password Policy"):
        world.client("iam", "second").get_account_password_policy()
    life.delete()
    assert life.live() is None
