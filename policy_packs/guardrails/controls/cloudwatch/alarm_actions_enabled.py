"""The actions of alarms are switched on."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_METRIC = "aws:cloudwatch/metricAlarm:MetricAlarm"
_COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"


def _check(alarm: Resource) -> Iterator[str]:
    if not alarm.flag("actionsEnabled", default=True):
        yield "nobody hears the alarm; got actionsEnabled false, expected true"


def _mend(alarm: Resource) -> dict[str, bool]:
    return {"actionsEnabled": True} if any(_check(alarm)) else {}


_METRIC_INPUTS = {"comparisonOperator": "GreaterThanThreshold", "evaluationPeriods": 1}
_COMPOSITE_INPUTS = {"alarmName": "both", "alarmRule": "ALARM(cpu) AND ALARM(errors)"}

CONTROL = Control(
    id="cloudwatch.alarm-actions-enabled",
    title="The actions of alarms are switched on",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Actions that were switched off for a night of maintenance stay off until the next incident.",
    fix="set actionsEnabled to true, or leave it out",
    rules=(
        ResourceRule((_METRIC,), _check, _mend),
        # AWS replaces a composite alarm when its actions are switched, so it is judged only.
        ResourceRule((_COMPOSITE,), _check),
    ),
    detection=(ConfigRule("CLOUDWATCH_ALARM_ACTION_ENABLED_CHECK"), SecurityHubControl("CloudWatch.17")),
    equivalents={Tool.CHECKOV: ("CKV_AWS_319",), Tool.SECURITY_HUB: ("CloudWatch.17",)},
    good=(
        example("everything omitted but what is required", Given(_METRIC, _METRIC_INPUTS)),
        example("said", Given(_METRIC, _METRIC_INPUTS | {"actionsEnabled": True})),
        example("a composite alarm", Given(_COMPOSITE, _COMPOSITE_INPUTS)),
    ),
    bad=(
        example("off", Given(_METRIC, _METRIC_INPUTS | {"actionsEnabled": False})),
        example("off, for a composite alarm", Given(_COMPOSITE, _COMPOSITE_INPUTS | {"actionsEnabled": False})),
    ),
)
