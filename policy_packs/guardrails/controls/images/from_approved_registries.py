"""Images of containers come from approved registries."""

from collections.abc import Iterator
from functools import partial

from .._documents import matches
from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ..ecs._helpers import task
from ._helpers import TYPES, each_image, inputs

# What CodeBuild and Lightsail keep themselves.
_OWN = ("aws/codebuild/*", ":*")


def _check(resource: Resource) -> Iterator[str]:
    approved = resource.parameters["approvedImages"]
    if approved:
        yield from each_image(resource, partial(_check_image, approved=(*_OWN, *approved)))


def _check_image(image: str, path: str, approved: tuple[str, ...]) -> Iterator[str]:
    if not any(matches(pattern, image) for pattern in approved):
        yield f"nobody vouches for the image; got {image} in {path}, expected one from an approved registry"


_OURS = "111122223333.dkr.ecr.*.amazonaws.com/*"
_SHOP = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop:1.4"
_PROJECT = "aws:codebuild/project:Project"
_LIGHTSAIL = "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion"

CONTROL = Control(
    id="images.from-approved-registries",
    title="Images of containers come from approved registries",
    practices=("application.secure-coding",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="Anybody publishes an image under a name that looks right, and a registry of others is down when you scale.",
    fix="copy the image into a registry of yours, or add its registry to the approved ones",
    rules=(ResourceRule(TYPES, _check),),
    parameters={
        "approvedImages": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string"},
                "description": f"Images that may be used, with * where they vary, such as {_OURS}; empty: not judged.",
            },
        )
    },
    good=(
        *(
            example(f"an approved one: {type}", Given(type, inputs(type, _SHOP)), approvedImages=[_OURS])
            for type in TYPES
        ),
        example("everything omitted", Given(TYPES[0]), approvedImages=[_OURS]),
        example("nobody said which are approved", task({"image": "nginx:1.29"})),
        *(
            example(f"{image} of AWS's own", Given(type, inputs(type, image)), approvedImages=[_OURS])
            for type, image in ((_PROJECT, "aws/codebuild/standard:7.0"), (_LIGHTSAIL, ":shop.web.3"))
        ),
    ),
    bad=(
        *(
            example(f"another one: {type}", Given(type, inputs(type, "nginx:1.29")), approvedImages=[_OURS])
            for type in TYPES
        ),
    ),
)
