"""Volumes are of the current general-purpose type."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource

_VOLUME = "aws:ebs/volume:Volume"
_INSTANCE = "aws:ec2/instance:Instance"
_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"
_SPOT = "aws:ec2/spotInstanceRequest:SpotInstanceRequest"
_OLD = ("gp2", "standard")


def _check(volume: Resource) -> Iterator[str]:
    # Left out, EC2 takes gp2.
    type = volume.text("type", default="gp2")
    if type in _OLD:
        yield f"the volume is slower and costs more than it could; got type {type}, expected gp3"


def _mend(volume: Resource) -> dict[str, str]:
    return {"type": "gp3"} if any(_check(volume)) else {}


def _check_launch(launch: Resource) -> Iterator[str]:
    names = ("rootBlockDevice", "ebsBlockDevices", "blockDeviceMappings")
    yield from each([device for name in names for device in launch.blocks(name)], _check_device)


def _check_device(device: Block) -> Iterator[str]:
    # Left out, the image decides.
    for volume in (device, device.block("ebs")):
        type = volume.text("volumeType")
        if type in _OLD:
            yield f"the volume costs more than it could; got {volume.path('volumeType')} {type}, expected gp3"


def _root(type: str | None) -> dict[str, object]:
    return {"rootBlockDevice": {"volumeType": type, "encrypted": True}}


def _template(type: str | None) -> Given:
    return Given(_TEMPLATE, {"blockDeviceMappings": [{"deviceName": "/dev/xvda", "ebs": {"volumeType": type}}]})


_ZONE = {"availabilityZone": "us-east-1a", "size": 20}

CONTROL = Control(
    id="ebs.volume-gp3",
    title="Volumes are of the current general-purpose type",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    why="The older type costs more for less, and only gets faster by growing.",
    fix="set the type of the volume to gp3",
    tier=Tier.REGULATED,
    rules=(
        ResourceRule((_VOLUME,), _check, _mend),
        ResourceRule((_INSTANCE, _TEMPLATE, _CONFIGURATION, _SPOT), _check_launch),
    ),
    good=(
        *(example(f"the type {type}", Given(_VOLUME, _ZONE | {"type": type})) for type in ("gp3", "io2", "st1")),
        example("a root volume", Given(_INSTANCE, _root("gp3"))),
        example("a root volume whose image decides", Given(_INSTANCE, _root(None))),
        example("a template's volume", _template("gp3")),
        example("a template's volume whose image decides", _template(None)),
        example("everything omitted of an instance", Given(_INSTANCE)),
    ),
    bad=(
        example("everything omitted but the zone", Given(_VOLUME, _ZONE)),
        *(example(f"the type {type}", Given(_VOLUME, _ZONE | {"type": type})) for type in _OLD),
        *(example(f"a root volume: {type}", Given(type, _root("gp2"))) for type in (_INSTANCE, _CONFIGURATION, _SPOT)),
        example(
            "a second volume",
            Given(
                _INSTANCE, _root("gp3") | {"ebsBlockDevices": [{"deviceName": "/dev/sdf", "volumeType": "standard"}]}
            ),
        ),
        example("a template's volume of the old type", _template("gp2")),
    ),
)
