"""Alarms tell somebody."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_METRIC = "aws:cloudwatch/metricAlarm:MetricAlarm"
_COMPOSITE = "aws:cloudwatch/compositeAlarm:CompositeAlarm"


def _check(alarm: Resource) -> Iterator[str]:
    # A topic that is made beside the alarm has no ARN yet.
    if alarm.is_known("alarmActions") and not alarm.texts("alarmActions"):
        yield "nobody hears the alarm; got no alarmActions, expected a topic or another action"


_TOPIC = {"alarmActions": ["arn:aws:sns:us-east-1:111122223333:landing-zone-alarms"]}
_BARE = {"comparisonOperator": "GreaterThanThreshold", "evaluationPeriods": 1}
_RULE = {"alarmName": "both", "alarmRule": "ALARM(cpu) AND ALARM(errors)"}

CONTROL = Control(
    id="cloudwatch.alarm-has-action",
    title="Alarms tell somebody",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="An alarm without an action turns red where nobody looks.",
    fix="give alarmActions a topic that reaches people",
    rules=(ResourceRule((_METRIC, _COMPOSITE), _check),),
    detection=(
        ConfigRule(
            "CLOUDWATCH_ALARM_ACTION_CHECK",
            {"alarmActionRequired": "TRUE", "insufficientDataActionRequired": "FALSE", "okActionRequired": "FALSE"},
        ),
        SecurityHubControl("CloudWatch.15"),
    ),
    equivalents={Tool.SECURITY_HUB: ("CloudWatch.15",)},
    good=(
        example("a topic", Given(_METRIC, _BARE | _TOPIC)),
        example("a topic for a composite alarm", Given(_COMPOSITE, _RULE | _TOPIC)),
    ),
    bad=(
        example("everything omitted but what is required", Given(_METRIC, _BARE)),
        example("no action for a composite alarm", Given(_COMPOSITE, _RULE)),
        example("an empty list", Given(_METRIC, _BARE | {"alarmActions": []})),
        example("only told when it is over", Given(_METRIC, _BARE | {"okActions": _TOPIC["alarmActions"]})),
    ),
)
