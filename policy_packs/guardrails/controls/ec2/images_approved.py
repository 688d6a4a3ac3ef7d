"""Instances start from images that the organization has approved."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CONFIGURATION, INSTANCE, SPOT, TEMPLATE


def _check(resource: Resource) -> Iterator[str]:
    approved: list[str] = resource.parameters["approvedImages"]
    if not approved:
        return
    for name in ("ami", "imageId"):
        image = resource.text(name)
        # A parameter of Systems Manager names whatever image was published last.
        if image and not image.startswith("resolve:ssm:") and image not in approved:
            yield f"the image was not approved; got {name} {image}, expected one of approvedImages"


_GOLDEN, _OTHER = "ami-0a1b2c3d4e5f60718", "ami-0f1e2d3c4b5a69788"

CONTROL = Control(
    id="ec2.images-approved",
    title="Instances start from images that the organization has approved",
    practices=("patching.managed-services", "patching.patch-manager"),
    severity=Severity.MEDIUM,
    why="An image of unknown origin or age brings its own back doors and every flaw that was fixed since.",
    fix="use one of the images of approvedImages",
    tier=Tier.REGULATED,
    rules=(ResourceRule((INSTANCE, SPOT, TEMPLATE, CONFIGURATION), _check),),
    parameters={
        "approvedImages": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string", "pattern": "^ami-[0-9a-f]+$"},
                "description": "The images that pass; empty, all do.",
            },
        )
    },
    good=(
        example("no list of images", Given(INSTANCE, {"ami": _OTHER})),
        example("an approved image", Given(INSTANCE, {"ami": _GOLDEN}), approvedImages=[_GOLDEN]),
        example(
            "the template decides", Given(INSTANCE, {"launchTemplate": {"id": "lt-0a1b"}}), approvedImages=[_GOLDEN]
        ),
        example(
            "a parameter of Systems Manager",
            Given(TEMPLATE, {"imageId": "resolve:ssm:/golden/linux"}),
            approvedImages=[_GOLDEN],
        ),
        example(
            "an image that is made beside it",
            Given("aws:ec2/amiCopy:AmiCopy", {"encrypted": True}, name="copy"),
            Given(INSTANCE, {"ami": Ref("copy")}),
        ),
    ),
    bad=(
        *(
            example(f"another image: {type}", Given(type, {name: _OTHER}), approvedImages=[_GOLDEN])
            for type, name in ((INSTANCE, "ami"), (SPOT, "ami"), (TEMPLATE, "imageId"), (CONFIGURATION, "imageId"))
        ),
    ),
)
