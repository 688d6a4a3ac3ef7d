"""Instances of compute environments run an image that still gets security patches."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_ENVIRONMENT = "aws:batch/computeEnvironment:ComputeEnvironment"
# Amazon Linux and Amazon Linux 2, whose support ended on 31 December 2023 and on 30 June 2026.
_ENDED = ("ECS_AL1", "ECS_AL2", "EKS_AL2")


def _check(environment: Resource) -> Iterator[str]:
    yield from each(environment.block("computeResources").blocks("ec2Configurations"), _check_image)


def _check_image(configuration: Block) -> Iterator[str]:
    image = configuration.text("imageType")
    if image.removesuffix("_NVIDIA") in _ENDED:
        yield (
            f"the instances get no security patches; got {configuration.path('imageType')} {image}, "
            "expected one of AL2023"
        )


def _environment(*images: str) -> Given:
    resources = {
        "ec2Configurations": [{"imageType": image} for image in images],
        "instanceRole": "arn:aws:iam::111122223333:instance-profile/jobs",
        "instanceTypes": ["optimal"],
        "maxVcpus": 16,
        "securityGroupIds": ["sg-0a1b2c3d"],
        "subnets": ["subnet-0a1b2c3d"],
        "type": "EC2",
    }
    return Given(_ENVIRONMENT, {"type": "MANAGED", "computeResources": resources})


CONTROL = Control(
    id="batch.host-image-supported",
    title="Instances of compute environments run an image that still gets security patches",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="A job shares its instance's kernel, and holes found after the image's end of life stay open in it.",
    fix="set imageType to ECS_AL2023, ECS_AL2023_NVIDIA, EKS_AL2023 or EKS_AL2023_NVIDIA",
    rules=(ResourceRule((_ENVIRONMENT,), _check),),
    good=(
        example("everything omitted", Given(_ENVIRONMENT)),
        example("supported images", _environment("ECS_AL2023", "ECS_AL2023_NVIDIA")),
    ),
    bad=(
        *(example(image, _environment(image)) for image in (*_ENDED, "ECS_AL2_NVIDIA")),
        example("one of two", _environment("ECS_AL2023", "ECS_AL2_NVIDIA")),
    ),
)
