"""Calls become the requests that IAM sees: the right action, resource and condition keys, decided by live policies.

Not proven here: the evaluation itself (tests/twin/test_evaluator.py).
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

import pytest

from components._base import ACCESS_ROLE
from tests.conftest import MANAGEMENT_ID, World, new_world
from twin.authorization import AccessDenied, Authority, action, context, resources
from twin.aws import Call, service_model
from twin.documents import NamedDocument
from twin.handlers import handlers

ACCOUNT = "222233334444"
_BALANCER = f"arn:aws:elasticloadbalancing:eu-west-1:{ACCOUNT}:loadbalancer/app/web/0123"


def call(service: str, operation: str, **parameters: Any) -> Call:
    return Call(ACCOUNT, "eu-west-1", service, operation, parameters)


@pytest.mark.parametrize(
    ("service", "operation", "expected"),
    [
        ("s3", "PutBucketEncryption", "s3:PutEncryptionConfiguration"),
        ("s3", "PutPublicAccessBlock", "s3:PutBucketPublicAccessBlock"),
        ("s3control", "PutPublicAccessBlock", "s3:PutAccountPublicAccessBlock"),
        ("s3", "HeadBucket", "s3:ListBucket"),
        ("elbv2", "CreateListener", "elasticloadbalancing:CreateListener"),
        ("cloudwatch", "PutMetricAlarm", "cloudwatch:PutMetricAlarm"),
        ("logs", "CreateLogGroup", "logs:CreateLogGroup"),
        ("accessanalyzer", "CreateAnalyzer", "access-analyzer:CreateAnalyzer"),
        ("sso-admin", "ListInstances", "sso:ListInstances"),
    ],
)
def test_an_operation_is_the_action_that_iam_names(service: str, operation: str, expected: str) -> None:
    assert action(service, operation) == expected


def test_an_operation_that_iam_does_not_know_is_an_error() -> None:
    with pytest.raises(KeyError, match="is no IAM action"):
        action("s3", "PutBucketIntoOrbit")


def test_every_service_of_the_handlers_has_a_service_model() -> None:
    assert handlers()
    assert service_model("organizations").signing_name == "organizations"


@pytest.mark.parametrize(
    ("given", "arns"),
    [
        (call("cloudtrail", "StopLogging", Name="audit"), f"arn:aws:cloudtrail:eu-west-1:{ACCOUNT}:trail/audit"),
        (call("s3", "PutBucketAcl", Bucket="data", ACL="private"), "arn:aws:s3:::data"),
        (call("iam", "DeleteRole", RoleName="landing-zone-deploy"), f"arn:aws:iam::{ACCOUNT}:role/landing-zone-deploy"),
        (
            call("iam", "AttachRolePolicy", RoleName="app", PolicyArn="arn:aws:iam::aws:policy/ReadOnlyAccess"),
            f"arn:aws:iam::{ACCOUNT}:role/app",
        ),
        (call("kms", "ScheduleKeyDeletion", KeyId="1234"), f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/1234"),
        (
            call("guardduty", "DeleteDetector", DetectorId="abc"),
            f"arn:aws:guardduty:eu-west-1:{ACCOUNT}:detector/abc",
        ),
        (
            call("ec2", "DeleteFlowLogs", FlowLogIds=["fl-1", "fl-2"]),
            f"arn:aws:ec2:eu-west-1:{ACCOUNT}:vpc-flow-log/fl-1",
        ),
        (call("organizations", "LeaveOrganization"), "*"),
        (call("iam", "ListRoles"), "*"),
        (
            call("iam", "CreateRole", RoleName="app", PermissionsBoundary=f"arn:aws:iam::{ACCOUNT}:policy/boundary"),
            f"arn:aws:iam::{ACCOUNT}:role/app",
        ),
        (
            call("iam", "CreatePolicyVersion", PolicyArn=f"arn:aws:iam::{ACCOUNT}:policy/app", PolicyDocument="{}"),
            f"arn:aws:iam::{ACCOUNT}:policy/app",
        ),
        (call("s3", "PutObject", Bucket="data", Key="2026/report"), "arn:aws:s3:::data/2026/report"),
        (call("s3", "ListBuckets"), "*"),
        (call("events", "PutRule", Name="nightly"), f"arn:aws:events:eu-west-1:{ACCOUNT}:rule/nightly"),
        (
            call("wafv2", "DisassociateWebACL", ResourceArn=_BALANCER),
            _BALANCER,
        ),
        (call("sts", "AssumeRole", RoleArn=f"arn:aws:iam::{ACCOUNT}:role/ci"), f"arn:aws:iam::{ACCOUNT}:role/ci"),
        # What does not exist yet has no name.
        (call("ec2", "CreateVpc", CidrBlock="10.0.0.0/16"), f"arn:aws:ec2:eu-west-1:{ACCOUNT}:vpc/*"),
        (
            call("kms", "CreateAlias", AliasName="alias/a", TargetKeyId="k"),
            (f"arn:aws:kms:eu-west-1:{ACCOUNT}:alias/*", f"arn:aws:kms:eu-west-1:{ACCOUNT}:key/*"),
        ),
        (
            call("ec2", "RunInstances", ImageId="ami-1", SubnetId="subnet-1"),
            (
                "arn:aws:ec2:eu-west-1::image/ami-1",
                *(
                    f"arn:aws:ec2:eu-west-1:{ACCOUNT}:{kind}"
                    for kind in ("instance/*", "network-interface/*", "security-group/*", "subnet/subnet-1")
                ),
            ),
        ),
    ],
)
def test_what_a_call_works_on_is_told_from_its_parameters(given: Call, arns: str | tuple[str, ...]) -> None:
    assert resources(given) == ((arns,) if isinstance(arns, str) else arns)


@pytest.mark.parametrize(
    ("given", "keys"),
    [
        (call("s3", "PutBucketAcl", Bucket="b", ACL="public-read"), {"s3:x-amz-acl": "public-read"}),
        (call("ec2", "CreateVolume", Encrypted=False), {"ec2:Encrypted": False}),
        (
            call("ec2", "RunInstances", MetadataOptions={"HttpTokens": "optional"}),
            {"ec2:MetadataHttpTokens": "optional"},
        ),
        (
            call("ram", "CreateResourceShare", name="n", allowExternalPrincipals=True),
            {"ram:RequestedAllowsExternalPrincipals": True},
        ),
        (call("s3", "GetObject", Bucket="b", Key="k"), {}),
        (
            call("secretsmanager", "DeleteSecret", SecretId="s", ForceDeleteWithoutRecovery=True),
            {"secretsmanager:ForceDeleteWithoutRecovery": True},
        ),
        (
            call("rds", "CreateDBInstance", PubliclyAccessible=False, StorageEncrypted=True),
            {"rds:PubliclyAccessible": False, "rds:StorageEncrypted": True},
        ),
        (
            call("ec2", "ModifyInstanceMetadataOptions", InstanceId="i-1", HttpTokens="optional"),
            {"ec2:Attribute/HttpTokens": "optional"},
        ),
    ],
)
def test_parameters_fill_the_condition_keys(given: Call, keys: dict[str, Any]) -> None:
    assert context(given) == keys


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


def attach(world: World, target: str, **statement: Any) -> None:
    client = world.client("organizations")
    document = {"Version": "2012-10-17", "Statement": {"Effect": "Deny", "Resource": "*", **statement}}
    policy = client.create_policy(
        Content=json.dumps(document), Name=statement["Sid"], Description="", Type="SERVICE_CONTROL_POLICY"
    )["Policy"]["PolicySummary"]["Id"]
    client.attach_policy(PolicyId=policy, TargetId=target)


def test_a_call_is_denied_by_the_policy_of_its_account_and_before_it_is_made(world: World) -> None:
    attach(world, world.accounts["first"], Sid="NoQueues", Action="sqs:CreateQueue")
    authority = Authority(world.aws)
    denied = authority.client("sqs", authority.role(world.accounts["first"], "administrator"), "us-east-1")
    with pytest.raises(AccessDenied, match="service control policy 'NoQueues'"):
        denied.create_queue(QueueName="orders")
    assert "QueueUrls" not in world.client("sqs", "first").list_queues()
    free = authority.client("sqs", authority.role(world.accounts["second"], "administrator"), "us-east-1")
    assert free.create_queue(QueueName="orders")["QueueUrl"]


def test_the_management_account_is_bound_by_no_guardrail(world: World) -> None:
    root = world.client("organizations").list_roots()["Roots"][0]["Id"]
    attach(world, root, Sid="NoTopics", Action="sns:CreateTopic")
    authority = Authority(world.aws)
    topic: dict[str, Any] = {
        "service": "sns",
        "operation": "CreateTopic",
        "parameters": {"Name": "t"},
        "region": "us-east-1",
    }
    decisions = {
        account: authority.decide(authority.role(id, ACCESS_ROLE), Call(account=id, **topic)).allowed
        for account, id in world.accounts.items()
    }
    assert decisions == {"management": True, "first": False, "second": False}
    assert authority.levels(MANAGEMENT_ID)[-1] == MANAGEMENT_ID


def test_without_guardrails_only_the_principals_own_policies_count(world: World) -> None:
    attach(world, world.accounts["second"], Sid="NoKeys", Action="kms:CreateKey")
    authority = Authority(world.aws)
    account = world.accounts["second"]
    making = Call(account, "us-east-1", "kms", "CreateKey", {})
    administrator = authority.role(account, "administrator")
    assert not authority.decide(administrator, making).allowed
    assert authority.decide(administrator, making, guarded=False).allowed
    assert not authority.decide(administrator, making, (), guarded=False).allowed


def test_a_boundary_limits_whoever_has_every_permission(world: World) -> None:
    authority = Authority(world.aws)
    account = world.accounts["second"]
    only_s3 = NamedDocument("only-s3", {"Statement": {"Effect": "Allow", "Action": "s3:*", "Resource": "*"}})
    role = authority.role(account, "application")
    reading = Call(account, "us-east-1", "s3", "ListBuckets", {})
    making = Call(account, "us-east-1", "iam", "CreateUser", {"UserName": "u"})
    assert authority.decide(role, reading, boundary=only_s3).allowed
    assert not authority.decide(role, making, boundary=only_s3).allowed


def test_a_roles_own_policies_are_read_from_the_twin(world: World) -> None:
    iam = world.client("iam", "first")
    trust = {"Version": "2012-10-17", "Statement": []}
    iam.create_role(RoleName="reader", AssumeRolePolicyDocument=json.dumps(trust))
    reads = {"Version": "2012-10-17", "Statement": {"Effect": "Allow", "Action": "s3:Get*", "Resource": "*"}}
    iam.put_role_policy(RoleName="reader", PolicyName="reads", PolicyDocument=json.dumps(reads))
    authority = Authority(world.aws)
    account = world.accounts["first"]
    own = authority.identity(account, "reader")
    role = authority.role(account, "reader")
    getting = Call(account, "us-east-1", "s3", "GetObject", {"Bucket": "b", "Key": "k"})
    assert [document.name for document in own] == ["reads"]
    assert authority.decide(role, getting, own).allowed
    assert not authority.decide(role, Call(account, "us-east-1", "s3", "DeleteBucket", {"Bucket": "b"}), own).allowed


def test_a_call_is_denied_when_any_of_what_it_works_on_is(world: World) -> None:
    unencrypted = {"Bool": {"ec2:Encrypted": "false"}}
    volumes = "arn:aws:ec2:*:*:volume/*"
    attach(world, world.accounts["first"], Sid="NoVolume", Action="ec2:*", Resource=volumes, Condition=unencrypted)
    attach(
        world,
        world.accounts["first"],
        Sid="NoNetworkInterface",
        Action="ec2:RunInstances",
        Resource="arn:aws:ec2:*:*:network-interface/*",
    )
    authority = Authority(world.aws)
    account = world.accounts["first"]
    administrator = authority.role(account, "administrator")

    def decided(operation: str, **parameters: Any) -> str:
        return authority.decide(administrator, Call(account, "us-east-1", "ec2", operation, parameters)).reason

    assert "'NoVolume'" in decided("CreateVolume", Encrypted=False)
    assert "allowed" in decided("CreateVolume", Encrypted=True)
    assert "'NoNetworkInterface'" in decided("RunInstances", ImageId="ami-1")
