"""Jobs can't reach any network."""

from collections.abc import Iterator
from functools import partial

from .._documents import located
from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import each
from .._resources import Resource
from ._helpers import JOB_NETWORKS, TRAINING, job

_NAME = "enableNetworkIsolation"


def _check(job: Resource) -> Iterator[str]:
    yield from each(JOB_NETWORKS[job.type], partial(_check_at, job))


def _check_at(job: Resource, path: str) -> Iterator[str]:
    for network, name in located(job, f"{path}{_NAME}"):
        if not network.flag(name):
            yield f"the job can send away the data that it reads; got {network.path(name)} false, expected true"


_TUNING = "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob"

CONTROL = Control(
    id="sagemaker.job-isolated",
    title="Jobs can't reach any network",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A job runs packages on the best of your data; isolated, none of them can send it anywhere.",
    fix=f"set {_NAME} to true",
    rules=(ResourceRule(tuple(JOB_NETWORKS), _check),),
    detection=(
        ConfigRule("SAGEMAKER_DATA_QUALITY_JOB_ISOLATION"),
        ConfigRule("SAGEMAKER_MONITORING_SCHEDULE_ISOLATION"),
        SecurityHubControl("SageMaker.11"),
        SecurityHubControl("SageMaker.14"),
    ),
    frameworks={Framework.FSBP: ("SageMaker.11", "SageMaker.14")},
    good=(
        *(
            example(f"everything omitted, so no network: {type}", Given(type))
            for type in JOB_NETWORKS
            if type != TRAINING
        ),
        *(example(f"isolated: {type}", job(type, **{_NAME: True})) for type in JOB_NETWORKS),
    ),
    bad=(
        example("everything omitted", Given(TRAINING)),
        *(example(f"not isolated: {type}", job(type, **{_NAME: False})) for type in JOB_NETWORKS),
        example("one of several trainings", Given(_TUNING, {"trainingJobDefinitions": [{_NAME: True}, {}]})),
    ),
)
