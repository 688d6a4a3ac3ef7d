"""S3 in the embedded AWS: buckets and what configures them, each made, read back, changed and deleted.

Not proved: that S3 acts on any of it.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from botocore.exceptions import ClientError

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life
from twin.handlers import TwinError, handlers

BUCKET = "aws:s3/bucket:Bucket"
VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"
POLICY = "aws:s3/bucketPolicy:BucketPolicy"
BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"
OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
LIFE_CYCLE = "aws:s3/bucketLifecycleConfiguration:BucketLifecycleConfiguration"
LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"
LOGGING = "aws:s3/bucketLogging:BucketLogging"

NAME = "test-data"


def policy(action: str) -> str:
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "logging.s3.amazonaws.com"},
        "Action": action,
        "Resource": f"arn:aws:s3:::{NAME}/*",
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def rule(algorithm: str, key: str | None = None) -> dict[str, Any]:
    default = {"sseAlgorithm": algorithm, "kmsMasterKeyId": key}
    return {"applyServerSideEncryptionByDefault": default, "bucketKeyEnabled": key is not None}


def expiry(days: int) -> dict[str, Any]:
    return {
        "id": "archive",
        "status": "Enabled",
        "filter": {},
        "transitions": [{"days": 90, "storageClass": "GLACIER_IR"}],
        "expiration": {"days": days},
        "noncurrentVersionExpiration": {"noncurrentDays": 30},
    }


def retention(days: int) -> dict[str, Any]:
    return {"defaultRetention": {"mode": "GOVERNANCE", "days": days}}


@pytest.fixture
def bucket(world: World) -> Life:
    """A bucket with object lock, which takes every configuration."""
    return Life(world, BUCKET, bucket=NAME, objectLockEnabled=True, tags={"team": "data"})


def test_a_bucket_is_made_in_its_region_and_gone_once_deleted(world: World, bucket: Life) -> None:
    s3 = world.client("s3", "first", OTHER_REGION)
    assert s3.get_bucket_location(Bucket=NAME)["LocationConstraint"] == OTHER_REGION
    assert s3.get_bucket_tagging(Bucket=NAME)["TagSet"] == [{"Key": "team", "Value": "data"}]
    assert bucket.outputs["arn"] == f"arn:aws:s3:::{NAME}"
    assert world.client("s3", "second").list_buckets()["Buckets"] == []
    bucket.delete()
    assert bucket.live() is None


# Each configuration of a bucket: what it is made with, and what it changes to.
CONFIGURATIONS: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    (POLICY, {"policy": policy("s3:PutObject")}, {"policy": policy("s3:GetObject")}),
    (BLOCK, {"blockPublicAcls": True, "blockPublicPolicy": True}, {"restrictPublicBuckets": True}),
    (OWNERSHIP, {"rule": {"objectOwnership": "ObjectWriter"}}, {"rule": {"objectOwnership": "BucketOwnerEnforced"}}),
    (ENCRYPTION, {"rules": [rule("AES256")]}, {"rules": [rule("aws:kms", "alias/data")]}),
    (LIFE_CYCLE, {"rules": [expiry(400)]}, {"rules": [expiry(2555)]}),
    (LOCK, {"rule": retention(30)}, {"rule": retention(365)}),
]


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(("token", "inputs", "changed"), CONFIGURATIONS, ids=[each[0] for each in CONFIGURATIONS])
def test_a_configuration_is_made_changed_and_taken_away(
    world: World, token: str, inputs: dict[str, Any], changed: dict[str, Any]
) -> None:
    life = Life(world, token, bucket=NAME, **inputs)
    assert life.id == NAME
    life.change(**changed)
    life.delete()
    assert life.live() is None
    assert "bucket" in handlers()[token].replaces


@pytest.mark.parametrize(("token", "inputs", "_"), CONFIGURATIONS, ids=[each[0] for each in CONFIGURATIONS])
def test_a_configuration_is_gone_with_its_bucket(
    world: World, bucket: Life, token: str, inputs: dict[str, Any], _: dict[str, Any]
) -> None:
    life = Life(world, token, bucket=NAME, **inputs)
    bucket.delete()
    assert life.live() is None


@pytest.mark.usefixtures("bucket")
def test_versioning_can_only_be_suspended(world: World) -> None:
    life = Life(world, VERSIONING, bucket=NAME, versioningConfiguration={"status": "Enabled"})
    life.delete()
    assert life.live() == {"versioningConfiguration": {"status": "Suspended"}}


def test_access_logs_go_to_another_bucket(world: World) -> None:
    Life(world, BUCKET, bucket=NAME)
    Life(world, POLICY, bucket=NAME, policy=policy("s3:PutObject"))
    Life(world, BUCKET, bucket="test-source")
    life = Life(world, LOGGING, bucket="test-source", targetBucket=NAME, targetPrefix="source/")
    life.change(targetPrefix="other/")
    held = world.client("s3", "first", OTHER_REGION).get_bucket_logging(Bucket="test-source")["LoggingEnabled"]
    assert (held["TargetBucket"], held["TargetPrefix"]) == (NAME, "other/")
    life.delete()
    assert life.live() is None


@pytest.mark.usefixtures("bucket")
@pytest.mark.parametrize(
    ("token", "inputs", "wrong"),
    [
        (OWNERSHIP, {"rule": {"objectOwnership": "Owner"}}, "ObjectOwnership"),
        (ENCRYPTION, {"rules": [rule("aes")]}, "SSEAlgorithm"),
        (LIFE_CYCLE, {"rules": [{**expiry(400), "status": "On"}]}, "Status"),
        (LOCK, {"rule": {"defaultRetention": {"mode": "STRICT", "days": 1}}}, "Mode"),
    ],
)
def test_values_that_s3_does_not_know_are_refused(world: World, token: str, inputs: dict[str, Any], wrong: str) -> None:
    with pytest.raises(TwinError, match=wrong):
        Life(world, token, bucket=NAME, **inputs)


def test_an_account_s_block_is_its_own(world: World) -> None:
    life = Life(world, ACCOUNT_BLOCK, blockPublicAcls=True, blockPublicPolicy=True)
    assert life.id == world.accounts["first"]
    life.change(ignorePublicAcls=True, restrictPublicBuckets=True)
    with pytest.raises(ClientError, match="NoSuchPublicAccessBlockConfiguration"):
        world.client("s3control", "second", HOME_REGION).get_public_access_block(AccountId=world.accounts["second"])
    life.delete()
    assert life.live() is None
