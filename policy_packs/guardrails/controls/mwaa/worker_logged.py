"""The workers of Airflow send their log to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ENVIRONMENT, environment

_PATH = "loggingConfiguration.workerLogs.enabled"


def _check(resource: Resource) -> Iterator[str]:
    if not resource.block("loggingConfiguration").block("workerLogs").flag("enabled"):
        yield f"the workers leave no trace; got {_PATH} false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {_PATH: True} if any(_check(resource)) else {}


CONTROL = Control(
    id="mwaa.worker-logged",
    title="The workers of Airflow send their log to CloudWatch",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Which code the workers loaded and ran is in their log and nowhere else.",
    fix="set loggingConfiguration.workerLogs.enabled to true",
    rules=(ResourceRule((ENVIRONMENT,), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_243",)},
    good=(example("on", environment(loggingConfiguration={"workerLogs": {"enabled": True, "logLevel": "INFO"}})),),
    bad=(
        example("everything omitted but what is required", environment()),
        example("only another log", environment(loggingConfiguration={"taskLogs": {"enabled": True}})),
        example("off", environment(loggingConfiguration={"workerLogs": {"enabled": False}})),
    ),
)
