"""EC2's settings of an account in the embedded AWS hold in one region, and deletion leaves what the provider leaves.

Not proved: that images and instances obey.
"""

from __future__ import annotations

from typing import Any

import pytest

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life
from twin.handlers import TwinError, handlers

IMAGES = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"
METADATA = "aws:ec2/instanceMetadataDefaults:InstanceMetadataDefaults"
CONSOLE = "aws:ec2/serialConsoleAccess:SerialConsoleAccess"
ELSEWHERE = (("first", HOME_REGION), ("second", OTHER_REGION))

IMDSV2 = {"httpTokens": "required", "httpPutResponseHopLimit": 2}
SETTINGS: list[tuple[str, dict[str, Any], dict[str, Any], Any, Any]] = [
    (IMAGES, {"state": "block-new-sharing"}, {"state": "unblocked"}, {"state": "unblocked"}, {"state": "unblocked"}),
    (METADATA, IMDSV2, {"httpPutResponseHopLimit": 1}, None, None),
    (CONSOLE, {"enabled": True}, {"enabled": False}, {"enabled": False}, {"enabled": False}),
]


@pytest.mark.parametrize(
    ("token", "inputs", "changed", "before", "after"), SETTINGS, ids=[each[0] for each in SETTINGS]
)
def test_a_setting_is_made_changed_and_deleted(
    world: World, token: str, inputs: dict[str, Any], changed: dict[str, Any], before: Any, after: Any
) -> None:
    life = Life(world, token, **inputs)
    assert life.live() == inputs
    for account, region in ELSEWHERE:
        assert handlers()[token].read(world.at(account, region), "", {}) == before
    life.change(**changed)
    assert life.live() == {**inputs, **changed}
    life.delete()
    assert life.live() == after


def test_images_stay_blocked_after_deletion(world: World) -> None:
    life = Life(world, IMAGES, state="block-new-sharing")
    life.delete()
    assert life.live() == {"state": "block-new-sharing"}


@pytest.mark.parametrize(
    ("token", "inputs", "wrong"),
    [(IMAGES, {"state": "blocked"}, "ImageBlockPublicAccessState"), (METADATA, {"httpTokens": "v2"}, "HttpTokens")],
)
def test_values_that_ec2_does_not_know_are_refused(
    world: World, token: str, inputs: dict[str, Any], wrong: str
) -> None:
    with pytest.raises(TwinError, match=wrong):
        Life(world, token, **inputs)
