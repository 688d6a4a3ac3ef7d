"""EBS settings in the embedded AWS hold for one account and region, and deletion switches them off.

Not proved: that new volumes are encrypted and snapshots can't be shared.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life
from twin.handlers import TwinError, handlers

ENCRYPTION = "aws:ebs/encryptionByDefault:EncryptionByDefault"
SNAPSHOTS = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"
ELSEWHERE = (("first", HOME_REGION), ("second", OTHER_REGION))


@pytest.mark.parametrize(
    ("token", "inputs", "changed", "off"),
    [
        (ENCRYPTION, {"enabled": True}, {"enabled": False}, {"enabled": False}),
        (SNAPSHOTS, {"state": "block-new-sharing"}, {"state": "block-all-sharing"}, {"state": "unblocked"}),
    ],
)
def test_a_setting_is_made_changed_and_undone(
    world: World, token: str, inputs: dict[str, Any], changed: dict[str, Any], off: dict[str, Any]
) -> None:
    life = Life(world, token, **inputs)
    assert life.live() == inputs
    for account, region in ELSEWHERE:
        assert handlers()[token].read(world.at(account, region), "", {}) == off
    life.change(**changed)
    life.delete()
    assert life.live() == off


def test_a_state_that_ec2_does_not_know_is_refused(world: World) -> None:
    with pytest.raises(TwinError, match="State"):
        Life(world, SNAPSHOTS, state="block")


def test_volumes_get_the_key_that_was_chosen(world: World) -> None:
    key = world.client("kms", "first", OTHER_REGION).create_key()["KeyMetadata"]["Arn"]
    life = Life(world, "aws:ebs/defaultKmsKey:DefaultKmsKey", keyArn=key)
    assert life.live() == {"keyArn": key}
    ec2 = world.client("ec2", "first", OTHER_REGION)
    volume = ec2.create_volume(AvailabilityZone=f"{OTHER_REGION}a", Size=1, Encrypted=True)
    assert volume["KmsKeyId"] == key
    life.delete()
    assert ec2.get_ebs_default_kms_key_id()["KmsKeyId"] == "alias/aws/ebs"
