"""Environments send their logs to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import TYPES, environment, option

_LOGS = "aws:elasticbeanstalk:cloudwatch:logs"


def _check(environment: Resource) -> Iterator[str]:
    streamed = option(environment, _LOGS, "StreamLogs")
    if streamed not in ("true", None):
        yield f"logs die with their instance; got StreamLogs {streamed or 'false'}, expected true"


CONTROL = Control(
    id="elasticbeanstalk.logs-streamed",
    title="Environments send their logs to CloudWatch",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="An instance that was broken into, or scaled in, takes the traces along.",
    fix=f"set StreamLogs of {_LOGS} to true",
    rules=(ResourceRule(TYPES, _check),),
    detection=(ConfigRule("ELASTIC_BEANSTALK_LOGS_TO_CLOUDWATCH"), SecurityHubControl("ElasticBeanstalk.3")),
    frameworks={Framework.FSBP: ("ElasticBeanstalk.3",)},
    equivalents={Tool.CONTROL_TOWER: ("ELASTICBEANSTALK.PR.3",)},
    good=(
        *(example(f"streamed: {type}", environment((_LOGS, "StreamLogs", "true"), type=type)) for type in TYPES),
        example("a saved configuration may say", environment(templateName="shop")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in TYPES),
        example("off", environment((_LOGS, "StreamLogs", "false"))),
    ),
)
