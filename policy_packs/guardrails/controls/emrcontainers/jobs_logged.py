"""Jobs of EMR on EKS keep their logs."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block
from .._resources import Resource

_TEMPLATE = "aws:emrcontainers/jobTemplate:JobTemplate"
_PATH = "jobTemplateData.configurationOverrides.monitoringConfiguration"


def _check(template: Resource) -> Iterator[str]:
    block: Block = template
    for name in _PATH.split("."):
        block = block.block(name)
    if not any(name in block for name in ("cloudWatchMonitoringConfiguration", "s3MonitoringConfiguration")):
        yield f"logs die with the pods of the job; got no {_PATH} of a log group or a bucket, expected one"


def _template(**monitoring: object) -> Given:
    overrides = {"monitoringConfiguration": monitoring}
    return Given(_TEMPLATE, {"jobTemplateData": {"configurationOverrides": overrides, "releaseLabel": "emr-7.14.0"}})


CONTROL = Control(
    id="emrcontainers.jobs-logged",
    title="Jobs of EMR on EKS keep their logs",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    why="What a job did with the data is only in the logs of pods that are gone when somebody asks.",
    fix="set cloudWatchMonitoringConfiguration or s3MonitoringConfiguration",
    rules=(ResourceRule((_TEMPLATE,), _check),),
    good=(
        example("a log group", _template(cloudWatchMonitoringConfiguration={"logGroupName": "/jobs"})),
        example("a bucket", _template(s3MonitoringConfiguration={"logUri": "s3://logs/jobs"})),
    ),
    bad=(
        example("everything omitted", Given(_TEMPLATE)),
        example("only the history server", _template(persistentAppUi="ENABLED")),
    ),
)
