"""Nodes run an image that still gets security patches."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import NODE_GROUP, node_group


def _check(group: Resource) -> Iterator[str]:
    image = group.text("amiType")
    if image.startswith("AL2_"):
        yield f"the nodes get no security patches; got amiType {image}, expected one of AL2023 or Bottlerocket"


CONTROL = Control(
    id="eks.node-image-supported",
    title="Nodes run an image that still gets security patches",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="EKS builds no images of Amazon Linux 2 since 26 November 2025, so that holes found since stay open.",
    fix="set amiType to one of AL2023 or Bottlerocket",
    rules=(ResourceRule((NODE_GROUP,), _check),),
    good=(
        example("everything omitted", Given(NODE_GROUP)),
        *(
            example(image, node_group(amiType=image))
            for image in ("AL2023_x86_64_STANDARD", "BOTTLEROCKET_ARM_64", "CUSTOM")
        ),
    ),
    bad=(*(example(image, node_group(amiType=image)) for image in ("AL2_x86_64", "AL2_x86_64_GPU", "AL2_ARM_64")),),
)
