"""KMS in the embedded AWS: keys, replicas and aliases live in their account and region, and are deleted in time.

Not proved: the period of rotation, which moto does not keep, and who may use a key.
"""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life
from twin.handlers import handlers

KEY = "aws:kms/key:Key"
REPLICA = "aws:kms/replicaKey:ReplicaKey"
ALIAS = "aws:kms/alias:Alias"


def policy(sid: str = "Administration") -> str:
    principal = {"AWS": "arn:aws:iam::111122223333:root"}
    statement = {"Sid": sid, "Effect": "Allow", "Principal": principal, "Action": "kms:*", "Resource": "*"}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def key(world: World, **inputs: Any) -> Life:
    asked = {"description": "logs", "enableKeyRotation": True, "rotationPeriodInDays": 180, "policy": policy()}
    return Life(world, KEY, **{**asked, **inputs})


def aliases(world: World, account: str, region: str) -> dict[str, str]:
    found = world.client("kms", account, region).list_aliases()["Aliases"]
    return {alias["AliasName"]: alias["TargetKeyId"] for alias in found if "TargetKeyId" in alias}


def test_a_key_is_made_in_its_account_and_region(world: World) -> None:
    life = key(world, tags={"team": "data"})
    kms = world.client("kms", "first", OTHER_REGION)
    assert kms.describe_key(KeyId=life.id)["KeyMetadata"]["Arn"] == life.outputs["arn"]
    assert kms.get_key_rotation_status(KeyId=life.id)["KeyRotationEnabled"] is True
    assert kms.list_resource_tags(KeyId=life.id)["Tags"] == [{"TagKey": "team", "TagValue": "data"}]
    for account, region in (("first", HOME_REGION), ("second", OTHER_REGION)):
        assert world.client("kms", account, region).list_keys()["Keys"] == []


def test_a_key_changes_in_place(world: World) -> None:
    life = key(world)
    life.change(description="trail", policy=policy("Other"), enableKeyRotation=False, isEnabled=False)
    held = world.client("kms", "first", OTHER_REGION).describe_key(KeyId=life.id)["KeyMetadata"]
    assert (held["Description"], held["Enabled"]) == ("trail", False)
    assert handlers()[KEY].replaces >= {"multiRegion", "keyUsage"}


def test_a_deleted_key_waits_out_its_window_and_counts_as_gone(world: World) -> None:
    life = key(world, deletionWindowInDays=7)
    life.delete()
    held = world.client("kms", "first", OTHER_REGION).describe_key(KeyId=life.id)["KeyMetadata"]
    assert held["KeyState"] == "PendingDeletion"
    assert life.live() is None


def test_a_replica_has_the_primary_s_id_and_a_policy_of_its_own(world: World) -> None:
    primary = key(world, multiRegion=True)
    replica = Life(
        world,
        REPLICA,
        region=HOME_REGION,
        primaryKeyArn=primary.outputs["arn"],
        description="copy",
        policy=policy("Copy"),
    )
    assert replica.id == primary.id
    assert replica.outputs["arn"] == primary.outputs["arn"].replace(OTHER_REGION, HOME_REGION)
    assert policy("Copy") == (replica.live() or {})["policy"] != (primary.live() or {})["policy"]
    replica.change(description="second copy")
    replica.delete()
    assert replica.live() is None
    assert primary.live() is not None


def test_an_alias_is_moved_to_another_key_and_deleted(world: World) -> None:
    old, new = key(world), key(world)
    life = Life(world, ALIAS, name="alias/logs", targetKeyId=old.id)
    assert life.outputs["arn"] == f"arn:aws:kms:{OTHER_REGION}:{world.accounts['first']}:alias/logs"
    life.change(targetKeyId=new.id)
    assert aliases(world, "first", OTHER_REGION)["alias/logs"] == new.id
    assert "alias/logs" not in aliases(world, "first", HOME_REGION) | aliases(world, "second", OTHER_REGION)
    life.delete()
    assert life.live() is None


def test_a_replica_s_aliases_are_not_the_primary_s(world: World) -> None:
    primary = key(world, multiRegion=True)
    Life(world, REPLICA, region=HOME_REGION, primaryKeyArn=primary.outputs["arn"], policy=policy())
    for region in (HOME_REGION, OTHER_REGION):
        Life(world, ALIAS, region=region, name="alias/logs", targetKeyId=primary.id)
        assert "alias/logs" in aliases(world, "first", region)
