"""Snapshots and images can't be shared with everybody."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_SNAPSHOTS = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"
_IMAGES = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"
_LAUNCH = "aws:ec2/amiLaunchPermission:AmiLaunchPermission"
# The strictest state of each; EC2 can't take back images that are public already.
_STATES = {_SNAPSHOTS: "block-all-sharing", _IMAGES: "block-new-sharing"}


def _check_block(block: Resource) -> Iterator[str]:
    state, expected = block.text("state"), _STATES[block.type]
    if state != expected:
        yield f"copies of disks can be published; got state {state or 'none'}, expected {expected}"


def _mend(block: Resource) -> dict[str, str]:
    expected = _STATES[block.type]
    return {} if block.text("state") == expected else {"state": expected}


def _check_launch(permission: Resource) -> Iterator[str]:
    if permission.text("group") == "all":
        yield "everybody can launch the image; got group all, expected an account or an organization"


def _launch(**to: str) -> Given:
    return Given(_LAUNCH, {"imageId": "ami-0a1b2c3d4e5f60718", **to})


CONTROL = Control(
    id="ebs.snapshots-not-public",
    title="Snapshots and images can't be shared with everybody",
    practices=("data.at-rest", "network.private-subnets", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="A public snapshot is a copy of a whole disk for everybody, and people look for new ones all day.",
    fix="set state to block-all-sharing for snapshots and to block-new-sharing for images, and share with accounts",
    rules=(ResourceRule((_SNAPSHOTS, _IMAGES), _check_block, _mend), ResourceRule((_LAUNCH,), _check_launch)),
    guardrails=(
        Guardrail(
            sid="DenyPublicSnapshotsAndImages",
            actions=("ec2:DisableImageBlockPublicAccess", "ec2:DisableSnapshotBlockPublicAccess"),
        ),
    ),
    detection=(
        ConfigRule("EBS_SNAPSHOT_BLOCK_PUBLIC_ACCESS"),
        ConfigRule("EBS_SNAPSHOT_PUBLIC_RESTORABLE_CHECK"),
        SecurityHubControl("EC2.1"),
    ),
    answer="block-public-snapshots",
    frameworks={Framework.FSBP: ("EC2.1",)},
    good=(
        example("snapshots blocked", Given(_SNAPSHOTS, {"state": "block-all-sharing"})),
        example("images blocked", Given(_IMAGES, {"state": "block-new-sharing"})),
        example("an image for one account", _launch(accountId="111122223333")),
    ),
    bad=(
        example("snapshots not blocked", Given(_SNAPSHOTS, {"state": "unblocked"})),
        example("snapshots that are public already stay so", Given(_SNAPSHOTS, {"state": "block-new-sharing"})),
        example("images not blocked", Given(_IMAGES, {"state": "unblocked"})),
        example("an image for everybody", _launch(group="all")),
    ),
)
