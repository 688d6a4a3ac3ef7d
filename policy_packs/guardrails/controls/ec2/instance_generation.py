"""Instances are of a generation that AWS still improves."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    Tier,
    example,
)
from .._properties import Block, each
from .._resources import Resource
from ._helpers import CONFIGURATION, INSTANCE, SPOT, SPOT_FLEET, TEMPLATE

_IMAGE = "aws:ec2/ami:Ami"
# Source: AWS, "Previous generation instances"; all that run paravirtual images are among them.
_PREVIOUS = ["a1", "c1", "c3", "cc1", "cc2", "cg1", "cr1", "g2", "g3", "hi1", "hs1", "i2", "m1", "m2", "m3", "r3", "t1"]


def _check(resource: Resource) -> Iterator[str]:
    previous: list[str] = resource.parameters["previousFamilies"]

    def check(launch: Block) -> Iterator[str]:
        type = launch.text("instanceType")
        if type.partition(".")[0].lower() in previous:
            path = launch.path("instanceType")
            yield f"the hardware is of a previous generation; got {path} {type}, expected a current family"

    yield from each([resource, *resource.blocks("launchSpecifications")], check)


def _check_image(image: Resource) -> Iterator[str]:
    if image.text("virtualizationType") == "paravirtual":
        yield "the image runs on previous generations only; got virtualizationType paravirtual, expected hvm"


def _fleet(type: str) -> Given:
    specifications = [{"ami": "ami-0a1b2c3d4e5f60718", "instanceType": type}]
    return Given(SPOT_FLEET, {"launchSpecifications": specifications, "targetCapacity": 2})


_TYPES = (INSTANCE, SPOT, TEMPLATE, CONFIGURATION)

CONTROL = Control(
    id="ec2.instance-generation",
    title="Instances are of a generation that AWS still improves",
    practices=("advisor.trusted-advisor", "patching.managed-services"),
    severity=Severity.LOW,
    why="Old hardware costs more for less, and lacks the isolation that the newer hypervisor has.",
    fix="choose an instanceType of a current family, and hvm for images",
    tier=Tier.REGULATED,
    rules=(ResourceRule((*_TYPES, SPOT_FLEET), _check), ResourceRule((_IMAGE,), _check_image)),
    detection=(ConfigRule("EC2_PARAVIRTUAL_INSTANCE_CHECK"), SecurityHubControl("EC2.24")),
    frameworks={Framework.FSBP: ("EC2.24",)},
    parameters={
        "previousFamilies": Parameter(
            _PREVIOUS,
            {"type": "array", "items": {"type": "string"}, "description": "The families that do not pass."},
        )
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        example("a current family", Given(INSTANCE, {"instanceType": "m7g.large"})),
        example("a current family in a fleet", _fleet("m7g.large")),
        example("a family that begins alike", Given(INSTANCE, {"instanceType": "m2x.large"})),
        example("an image", Given(_IMAGE, {"name": "web", "virtualizationType": "hvm"})),
        example("everything omitted of an image", Given(_IMAGE)),
        example(
            "a family that the configuration lets pass",
            Given(INSTANCE, {"instanceType": "g3.4xlarge"}),
            previousFamilies=["t1"],
        ),
    ),
    bad=(
        *(example(f"a previous generation: {type}", Given(type, {"instanceType": "m3.medium"})) for type in _TYPES),
        *(
            example(f"the family {family}", Given(INSTANCE, {"instanceType": f"{family}.large"}))
            for family in _PREVIOUS
        ),
        example("a previous generation in a fleet", _fleet("c1.medium")),
        example("a paravirtual image", Given(_IMAGE, {"name": "web", "virtualizationType": "paravirtual"})),
        example(
            "a family of the configuration", Given(INSTANCE, {"instanceType": "t2.micro"}), previousFamilies=["t2"]
        ),
    ),
)
