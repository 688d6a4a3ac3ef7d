"""The scheduler of Airflow sends its log to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ENVIRONMENT, environment

_PATH = "loggingConfiguration.schedulerLogs.enabled"


def _check(resource: Resource) -> Iterator[str]:
    if not resource.block("loggingConfiguration").block("schedulerLogs").flag("enabled"):
        yield f"the scheduler leaves no trace; got {_PATH} false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {_PATH: True} if any(_check(resource)) else {}


CONTROL = Control(
    id="mwaa.scheduler-logged",
    title="The scheduler of Airflow sends its log to CloudWatch",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Why a workflow ran, or didn't, is in the scheduler's log and nowhere else.",
    fix="set loggingConfiguration.schedulerLogs.enabled to true",
    rules=(ResourceRule((ENVIRONMENT,), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_242",)},
    good=(example("on", environment(loggingConfiguration={"schedulerLogs": {"enabled": True, "logLevel": "INFO"}})),),
    bad=(
        example("everything omitted but what is required", environment()),
        example("only another log", environment(loggingConfiguration={"taskLogs": {"enabled": True}})),
        example("off", environment(loggingConfiguration={"schedulerLogs": {"enabled": False}})),
    ),
)
