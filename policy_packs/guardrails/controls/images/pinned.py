"""Images of containers are named with a version."""

from collections.abc import Iterator
from functools import partial

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ..ecs._helpers import task
from ._helpers import TYPES, digest, each_image, inputs, tag


def _check(resource: Resource) -> Iterator[str]:
    yield from each_image(resource, partial(_check_image, by_digest=resource.parameters["byDigest"]))


def _check_image(image: str, path: str, by_digest: bool) -> Iterator[str]:
    if digest(image):
        return
    if by_digest:
        yield f"the image may be another one tomorrow; got {image} in {path}, expected it with its digest"
    elif tag(image) in ("", "latest"):
        yield f"nobody can tell which image runs; got {image} in {path}, expected it with a tag or its digest"


_SHOP = "111122223333.dkr.ecr.eu-central-1.amazonaws.com/shop"
_DIGEST = "sha256:" + "0a1b2c3d" * 8

CONTROL = Control(
    id="images.pinned",
    title="Images of containers are named with a version",
    practices=("application.secure-coding", "patching.managed-services"),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="What latest stands for changes with every push: nobody reviewed what the next container runs.",
    fix="name the image with a tag of its version, or better with its digest",
    rules=(ResourceRule(TYPES, _check),),
    parameters={
        "byDigest": Parameter(False, {"type": "boolean", "description": "Whether only a digest is enough, not a tag."})
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in TYPES),
        *(example(f"a version: {type}", Given(type, inputs(type, f"{_SHOP}:1.4"))) for type in TYPES),
        example("an image of AWS's", Given(TYPES[2], inputs(TYPES[2], "aws/codebuild/standard:7.0"))),
        example("a digest", task({"image": f"shop@{_DIGEST}"}), byDigest=True),
        example("a digest of what was the latest", task({"image": f"shop:latest@{_DIGEST}"})),
    ),
    bad=(
        *(example(f"the latest: {type}", Given(type, inputs(type, f"{_SHOP}:latest"))) for type in TYPES),
        example("no version", task({"image": "shop"})),
        example("the port of a registry is no version", task({"image": "registry.shop.example:5000/shop"})),
        example("a version, but no digest", task({"image": "shop:1.4"}), byDigest=True),
        example("one of two", Given("aws:sagemaker/model:Model", {"containers": [{"image": "a:1"}, {"image": "b"}]})),
    ),
)
