"""The deployment role is taken on by one role of the pipeline, repeats the baseline, and can do nothing else.

Not proved: what the provider asks AWS for beyond what the twin's handlers ask for (such as lists of tags).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Any

import pytest

from components.account_baseline import AccountBaseline
from components.config_recorder import ConfigRecorder
from components.deployment_role import DeploymentRole
from tests.conftest import MANAGEMENT_ID, OTHER_REGION, World, a_role, findings, may, new_world, only
from twin.authorization import ADMINISTRATOR, action, resources
from twin.aws import Call
from twin.evaluator import Policies, Principal
from twin.graph import Graph

ROLE = "aws:iam/role:Role"
ROLE_POLICY = "aws:iam/rolePolicy:RolePolicy"
CONFIG_ROLE = "role/aws-service-role/config.amazonaws.com/AWSServiceRoleForConfig"
CONTACT = {"name": "Operations", "title": "Engineer", "email": "ops@anycompany.com", "phone": "+44 20 7946 0958"}


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    account = world.accounts["first"]
    args: Any = {
        "account_id": account,
        "config_role_arn": f"arn:aws:iam::{account}:{CONFIG_ROLE}",
        "trusted_account_id": MANAGEMENT_ID,
    }
    return world.run(lambda: DeploymentRole("first", args, world.within("first")))


@pytest.mark.parametrize(
    ("account", "name", "admitted"),
    [
        (MANAGEMENT_ID, "landing-zone-deploy", True),
        (MANAGEMENT_ID, "landing-zone-deploy-too", False),
        (MANAGEMENT_ID, "administrator", False),
        ("999999999999", "landing-zone-deploy", False),
    ],
)
def test_one_role_of_the_pipeline_s_account_takes_it_on(graph: Graph, account: str, name: str, admitted: bool) -> None:
    role = only(graph, ROLE)
    policies = Policies(identity=[ADMINISTRATOR], resource=role.inputs["assumeRolePolicy"])
    assert may(a_role(account, name), "sts:AssumeRole", role.outputs["arn"], role.account, policies) is admitted


class Deployer:
    """A session of the role."""

    def __init__(self, graph: Graph) -> None:
        role = only(graph, ROLE)
        self._principal: Principal = a_role(role.account, role.inputs["name"])
        self._policies = Policies(identity=[only(graph, ROLE_POLICY).inputs["policy"]])
        self.account = role.account

    def may(self, action: str, resource: str = "*", **context: Any) -> bool:
        return may(self._principal, action, resource, self.account, self._policies, context)


def baseline_calls(world: World) -> list[Call]:
    """Everything that the deploy of a baseline asks for in its account, but for what its hooks do once."""
    account = world.accounts["second"]
    world.client("s3", "second").create_bucket(Bucket="config-archive")
    args: Any = {
        "account_id": account,
        "regions": [OTHER_REGION],
        "contacts": dict.fromkeys(("security", "operations", "billing"), CONTACT),
    }

    def program() -> None:
        within = world.within("second")
        baseline = AccountBaseline("second", args, within)
        recorder: Any = {
            "region": OTHER_REGION,
            "delivery_bucket": "config-archive",
            "role_arn": baseline.config_role_arn,
        }
        ConfigRecorder("second", recorder, within)

    before = len(world.aws.calls)
    world.run(program)
    return [call for call in world.aws.calls[before:] if call.account == account]


def test_it_can_repeat_every_call_of_the_baseline(world: World, graph: Graph) -> None:
    deployer = Deployer(graph)
    # The twin itself looks whether the delivery bucket exists; the provider does not.
    calls = [call for call in baseline_calls(world) if call.operation != "HeadBucket"]
    asked = {
        (action(call.service, call.operation), arn)
        for call in calls
        for arn in resources(replace(call, account=deployer.account))
    }
    assert {service for service, _, _ in (name.partition(":") for name, _ in asked)} == {
        "account",
        "config",
        "ec2",
        "iam",
        "s3",
        "ssm",
    }
    assert [name for name, arn in asked if not deployer.may(name, arn)] == []


@pytest.mark.parametrize(
    "action",
    [
        "iam:AttachRolePolicy",
        "iam:CreateAccessKey",
        "iam:CreatePolicyVersion",
        "iam:CreateRole",
        "iam:PutRolePolicy",
        "iam:UpdateAssumeRolePolicy",
        "sts:AssumeRole",
    ],
)
def test_it_can_not_give_itself_or_anybody_more(graph: Graph, action: str) -> None:
    deployer = Deployer(graph)
    for name in ("landing-zone-deploy", "somebody"):
        assert not deployer.may(action, f"arn:aws:iam::{deployer.account}:role/{name}")


@pytest.mark.parametrize(
    "action",
    [
        "config:DeleteConfigurationRecorder",
        "config:StopConfigurationRecorder",
        "ec2:DeleteVpc",
        "ec2:DisableEbsEncryptionByDefault",
        "ec2:DisableImageBlockPublicAccess",
        "ec2:EnableSerialConsoleAccess",
        "iam:DeleteAccountPasswordPolicy",
        "kms:Decrypt",
        "s3:GetObject",
    ],
)
def test_it_can_not_undo_the_baseline_or_read_data(graph: Graph, action: str) -> None:
    assert not Deployer(graph).may(action)


def test_it_hands_the_role_of_aws_config_to_aws_config_and_no_other(graph: Graph) -> None:
    deployer = Deployer(graph)
    own = f"arn:aws:iam::{deployer.account}:{CONFIG_ROLE}"
    config = {"iam:PassedToService": "config.amazonaws.com"}
    assert deployer.may("iam:PassRole", own, **config)
    assert not deployer.may("iam:PassRole", own, **{"iam:PassedToService": "lambda.amazonaws.com"})
    assert not deployer.may("iam:PassRole", f"arn:aws:iam::{deployer.account}:role/somebody", **config)


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
