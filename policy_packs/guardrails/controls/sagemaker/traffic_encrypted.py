"""Jobs of several instances encrypt what these send to each other."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, Tier
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_FLAG = "enableInterContainerTrafficEncryption"
_TABLE = {
    "aws:sagemaker/dataQualityJobDefinition:DataQualityJobDefinition": (Setting(f"networkConfig.{_FLAG}", True),),
    "aws:sagemaker/hyperParameterTuningJob:HyperParameterTuningJob": (
        Setting(f"trainingJobDefinition?.{_FLAG}", True),
        Setting(f"trainingJobDefinitions[].{_FLAG}", True),
    ),
    "aws:sagemaker/monitoringSchedule:MonitoringSchedule": (
        Setting(f"monitoringScheduleConfig.monitoringJobDefinition?.networkConfig.{_FLAG}", True),
    ),
    "aws:sagemaker/trainingJob:TrainingJob": (Setting(_FLAG, True),),
}
_GOOD, _BAD = examples(_TABLE)


def _check(job: Resource) -> Iterator[str]:
    consequence = "the data of the job can be read between its instances"
    yield from each(_TABLE[job.type], lambda setting: setting.problems(job, consequence))


CONTROL = Control(
    id="sagemaker.traffic-encrypted",
    title="Jobs of several instances encrypt what these send to each other",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    why="Instances of one job exchange the data that they learn from; encryption is off unless asked for.",
    fix=f"set {_FLAG} to true",
    tier=Tier.REGULATED,
    rules=(ResourceRule(tuple(_TABLE), _check),),
    detection=(
        ConfigRule("SAGEMAKER_DATA_QUALITY_JOB_ENCRYPT_IN_TRANSIT"),
        ConfigRule("SAGEMAKER_MONITORING_SCHEDULE_TRAFFIC_ENCRYPTION"),
        SecurityHubControl("SageMaker.9"),
    ),
    frameworks={Framework.FSBP: ("SageMaker.9",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_369",)},
    good=_GOOD,
    bad=_BAD,
)
