"""What the embedded AWS has beyond moto for accounts: settings of EC2, policies of AWS, aliases of replicas.

Not proved: that the list of AWS's policies is the newest; it is the one that moto ships.
"""

from __future__ import annotations

import json

import pytest
from botocore.exceptions import ClientError
from moto.ec2.responses import EC2Response
from moto.iam.models import IAMBackend

from tests.conftest import OTHER_REGION, World, new_world
from twin.gaps import accounts

READ_ONLY = "arn:aws:iam::aws:policy/ReadOnlyAccess"


def test_settings_of_an_account_start_open_and_hold_in_one_region(world: World) -> None:
    here, there = world.client("ec2", "first"), world.client("ec2", "first", OTHER_REGION)
    assert here.get_serial_console_access_status()["SerialConsoleAccessEnabled"] is False
    assert here.get_snapshot_block_public_access_state()["State"] == "unblocked"
    assert here.enable_snapshot_block_public_access(State="block-all-sharing")["State"] == "block-all-sharing"
    assert there.get_snapshot_block_public_access_state()["State"] == "unblocked"


def test_metadata_defaults_that_nobody_prefers_are_left_out(world: World) -> None:
    ec2 = world.client("ec2", "first")
    assert ec2.modify_instance_metadata_defaults(HttpTokens="required", HttpPutResponseHopLimit=2)["Return"] is True
    assert ec2.get_instance_metadata_defaults()["AccountLevel"]["HttpTokens"] == "required"
    ec2.modify_instance_metadata_defaults(HttpTokens="no-preference", HttpPutResponseHopLimit=-1)
    assert ec2.get_instance_metadata_defaults()["AccountLevel"] == {}


@pytest.mark.parametrize("account", ["first", "second"])
def test_policies_of_aws_are_there_when_somebody_asks(world: World, account: str) -> None:
    iam = world.client("iam", account)
    policy = iam.get_policy(PolicyArn=READ_ONLY)["Policy"]
    assert policy["PolicyName"] == "ReadOnlyAccess"
    version = iam.get_policy_version(PolicyArn=READ_ONLY, VersionId=policy["DefaultVersionId"])["PolicyVersion"]
    assert json.loads(json.dumps(version["Document"]))["Statement"]
    with pytest.raises(ClientError, match="not found"):
        iam.get_policy(PolicyArn=f"{READ_ONLY}s")


def test_a_log_group_that_is_not_there_gets_no_key(world: World) -> None:
    with pytest.raises(ClientError, match="does not exist"):
        world.client("logs", "first").associate_kms_key(logGroupName="nowhere", kmsKeyId="alias/logs")


def test_moto_is_as_it_was_afterwards() -> None:
    attach = IAMBackend.attach_role_policy
    with new_world():
        assert IAMBackend.attach_role_policy is not attach
        assert hasattr(EC2Response, "get_instance_metadata_defaults")
    assert IAMBackend.attach_role_policy is attach
    with accounts.filled():
        assert IAMBackend.attach_role_policy is not attach
    assert not hasattr(EC2Response, "get_instance_metadata_defaults")
