"""Images and their copies are encrypted."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_IMAGE = "aws:ec2/ami:Ami"
_COPY = "aws:ec2/amiCopy:AmiCopy"


def _check_image(image: Resource) -> Iterator[str]:
    yield from each(image.blocks("ebsBlockDevices"), _check_device)


def _check_device(device: Block) -> Iterator[str]:
    # A volume made of a snapshot is as encrypted as the snapshot.
    if not device.text("snapshotId") and not device.flag("encrypted"):
        yield f"the image's volume is stored in the clear; got {device.path('encrypted')} false, expected true"


def _check_copy(copy: Resource) -> Iterator[str]:
    if not copy.flag("encrypted"):
        yield "the copy of the image is stored in the clear; got encrypted false, expected true"


def _image(*devices: dict[str, object]) -> Given:
    named = [{"deviceName": f"/dev/xvd{letter}", **device} for letter, device in zip("ab", devices, strict=False)]
    return Given(_IMAGE, {"name": "web", "rootDeviceName": "/dev/xvda", "ebsBlockDevices": named})


_SOURCE = {"sourceAmiId": "ami-0a1b2c3d4e5f60718", "sourceAmiRegion": "us-east-1"}

CONTROL = Control(
    id="ec2.image-encrypted",
    title="Images and their copies are encrypted",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Every machine that starts from an image in the clear has its disk in the clear too.",
    fix="set encrypted to true, with a kmsKeyId of your own for a copy",
    rules=(ResourceRule((_IMAGE,), _check_image), ResourceRule((_COPY,), _check_copy)),
    equivalents={Tool.CHECKOV: ("CKV_AWS_204", "CKV_AWS_235")},
    good=(
        example("everything omitted, which has no volumes", Given(_IMAGE)),
        example("an encrypted volume", _image({"encrypted": True})),
        example("the volume of a snapshot, which is as the snapshot", _image({"snapshotId": "snap-0a1b2c3d"})),
        example("an encrypted copy", Given(_COPY, _SOURCE | {"encrypted": True})),
    ),
    bad=(
        example("a volume that does not say", _image({"volumeSize": 8})),
        example("a volume in the clear", _image({"encrypted": False})),
        example("the second volume in the clear", _image({"snapshotId": "snap-0a1b2c3d"}, {"encrypted": False})),
        example("a copy that does not say", Given(_COPY, _SOURCE)),
        example("a copy in the clear", Given(_COPY, _SOURCE | {"encrypted": False})),
    ),
)
