"""Snapshots and images can't be shared with everybody."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource

_SNAPSHOTS = "aws:ebs/snapshotBlockPublicAccess:SnapshotBlockPublicAccess"
_IMAGES = "aws:ec2/imageBlockPublicAccess:ImageBlockPublicAccess"
_LAUNCH = "aws:ec2/amiLaunchPermission:AmiLaunchPermission"
_SHARE = "aws:ec2/snapshotCreateVolumePermission:SnapshotCreateVolumePermission"
_DISTRIBUTION = "aws:imagebuilder/distributionConfiguration:DistributionConfiguration"
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


def _check_share(share: Resource) -> Iterator[str]:
    if share.text("accountId") == "all":
        yield "everybody can copy the snapshot; got accountId all, expected an account"


def _check_distribution(distribution: Resource) -> Iterator[str]:
    yield from each(distribution.blocks("distributions"), _check_area)


def _check_area(area: Block) -> Iterator[str]:
    permission = area.block("amiDistributionConfiguration").block("launchPermission")
    if "all" in permission.texts("userGroups"):
        yield f"everybody can launch the image; got {permission.path('userGroups')} all, expected accounts"


def _distribution(**permission: list[str]) -> Given:
    area = {"region": "us-east-1", "amiDistributionConfiguration": {"launchPermission": permission}}
    return Given(_DISTRIBUTION, {"distributions": [area]})


def _launch(**to: str) -> Given:
    return Given(_LAUNCH, {"imageId": "ami-0a1b2c3d4e5f60718", **to})


CONTROL = Control(
    id="ebs.snapshots-not-public",
    title="Snapshots and images can't be shared with everybody",
    practices=("data.at-rest", "network.private-subnets", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="A public snapshot is a copy of a whole disk for everybody, and people look for new ones all day.",
    fix="set state to block-all-sharing for snapshots and to block-new-sharing for images, and share with accounts",
    rules=(
        ResourceRule((_SNAPSHOTS, _IMAGES), _check_block, _mend),
        ResourceRule((_LAUNCH,), _check_launch),
        ResourceRule((_SHARE,), _check_share),
        ResourceRule((_DISTRIBUTION,), _check_distribution),
    ),
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
        SecurityHubControl("EC2.182"),
    ),
    answer="block-public-snapshots",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("EC2.1", "EC2.182")},
    good=(
        example("snapshots blocked", Given(_SNAPSHOTS, {"state": "block-all-sharing"})),
        example("images blocked", Given(_IMAGES, {"state": "block-new-sharing"})),
        example("an image for one account", _launch(accountId="111122223333")),
        example("a snapshot for one account", Given(_SHARE, {"snapshotId": "snap-0a1b", "accountId": "111122223333"})),
        example("images distributed to one account", _distribution(userIds=["111122223333"])),
        example("everything omitted of a distribution", Given(_DISTRIBUTION)),
    ),
    bad=(
        example("snapshots not blocked", Given(_SNAPSHOTS, {"state": "unblocked"})),
        example("snapshots that are public already stay so", Given(_SNAPSHOTS, {"state": "block-new-sharing"})),
        example("images not blocked", Given(_IMAGES, {"state": "unblocked"})),
        example("an image for everybody", _launch(group="all")),
        example("everything omitted of a block", Given(_SNAPSHOTS)),
        example("a snapshot for everybody", Given(_SHARE, {"snapshotId": "snap-0a1b", "accountId": "all"})),
        example("images distributed to everybody", _distribution(userGroups=["all"])),
    ),
)
