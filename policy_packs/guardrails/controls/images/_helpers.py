"""Images of containers: where each type names them, and what a name says."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from typing import Any

from .._documents import located
from .._properties import Block, each
from .._resources import Resource
from ..ecs._helpers import CONTAINERS, JOB, each_container

_TRAINING = "algorithmSpecification.trainingImage"
_PATHS: Mapping[str, tuple[str, ...]] = {
    "aws:apprunner/service:Service": ("sourceConfiguration.imageRepository.imageIdentifier",),
    "aws:bedrock/agentcoreAgentRuntime:AgentcoreAgentRuntime": (
        "agentRuntimeArtifact.containerConfiguration.containerUri",
    ),
    "aws:codebuild/project:Project": ("environment.image",),
    "aws:ecs/expressGatewayService:ExpressGatewayService": ("primaryContainer.image",),
    "aws:emrserverless/application:Application": ("imageConfiguration.imageUri",),
    "aws:lambda/function:Function": ("imageUri",),
    "aws:lightsail/containerServiceDeploymentVersion:ContainerServiceDeploymentVersion": ("containers.image",),
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ("dataQualityAppSpecification.imageUri",),
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": (
        f"trainingJobDefinition.{_TRAINING}",
        f"trainingJobDefinitions.{_TRAINING}",
    ),
    "aws:sagemaker/model:Model": ("primaryContainer.image", "containers.image"),
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": (
        "monitoringScheduleConfig.monitoringJobDefinition.monitoringAppSpecification.imageUri",
    ),
    "aws:sagemaker/trainingJob:TrainingJob": (_TRAINING,),
}
TYPES = (*_PATHS, *CONTAINERS)


def each_image(resource: Resource, check: Callable[[str, str], Iterator[str]]) -> Iterator[str]:
    """Run a check over every image that a resource names: its name, and the path where it stands.

    Raises:
        Undecided: after all others, when one of them is not known yet.
    """
    if resource.type in CONTAINERS:
        yield from each_container(resource, partial(_check, name="image", check=check))
    else:
        yield from each(_PATHS[resource.type], lambda path: _check_at(resource, path, check))


def _check_at(resource: Resource, path: str, check: Callable[[str, str], Iterator[str]]) -> Iterator[str]:
    for block, name in located(resource, path):
        yield from _check(block, name, check)


def _check(block: Block, name: str, check: Callable[[str, str], Iterator[str]]) -> Iterator[str]:
    image = block.text(name)
    if image:
        yield from check(image, block.path(name))


def digest(image: str) -> str:
    """The digest in an image's name, such as sha256:0a1b; empty when there is none."""
    return image.partition("@")[2]


def tag(image: str) -> str:
    """The tag in an image's name; empty when there is none."""
    return image.partition("@")[0].rpartition("/")[2].partition(":")[2]


def inputs(type: str, image: str) -> dict[str, object]:
    """Inputs by which a resource of the type names the image, for examples."""
    if type == JOB:
        return {"containerProperties": {"image": image}}
    if type in CONTAINERS:
        return {"containerDefinitions": [{"image": image}]}
    value: Any = image
    for name in reversed(_PATHS[type][0].split(".")):
        value = {name: value}
    return dict(value)
