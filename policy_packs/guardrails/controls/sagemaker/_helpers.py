"""Notebooks, models and jobs, and ones for examples."""

from collections.abc import Mapping
from typing import Any

from .._model import Given

DOMAIN = "aws:sagemaker/domain:Domain"
ENDPOINT = "aws:sagemaker/endpointConfiguration:EndpointConfiguration"
MODEL = "aws:sagemaker/model:Model"
NOTEBOOK = "aws:sagemaker/notebookInstance:NotebookInstance"
TRAINING = "aws:sagemaker/trainingJob:TrainingJob"

# What stands before a setting of the network, in each type of job.
JOB_NETWORKS: Mapping[str, tuple[str, ...]] = {
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": ("networkConfig.",),
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": (
        "trainingJobDefinition.",
        "trainingJobDefinitions.",
    ),
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": (
        "monitoringScheduleConfig.monitoringJobDefinition.networkConfig.",
    ),
    TRAINING: ("",),
}

_ROLE = {"roleArn": "arn:aws:iam::111122223333:role/science"}


def notebook(**properties: Any) -> Given:
    """A notebook instance with what it needs, for examples."""
    return Given(NOTEBOOK, {"instanceType": "ml.t3.medium", **_ROLE, **properties})


def model(**properties: Any) -> Given:
    """A model with what it needs, for examples."""
    needed = {"executionRoleArn": _ROLE["roleArn"], "primaryContainer": {"image": "prices:1"}}
    return Given(MODEL, needed | properties)


def job(type: str, **network: Any) -> Given:
    """A job with these settings of the network, for examples."""
    inner: Any = network
    for name in reversed(JOB_NETWORKS[type][0].split(".")[:-1]):
        inner = {name: inner}
    return Given(type, inner)
