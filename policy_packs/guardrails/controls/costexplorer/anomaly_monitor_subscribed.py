"""Anomalies of the bill are told to somebody."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack

_MONITOR = "aws:costexplorer/anomalyMonitor:AnomalyMonitor"
_SUBSCRIPTION = "aws:costexplorer/anomalySubscription:AnomalySubscription"


def _check(monitor: Resource, stack: Stack) -> Iterator[str]:
    if not stack.sidecars(monitor, _SUBSCRIPTION, by="monitorArnLists"):
        yield "what it finds stays in the console; got no AnomalySubscription, expected one that names the monitor"


_SERVICES = Given(
    _MONITOR, {"name": "services", "monitorType": "DIMENSIONAL", "monitorDimension": "SERVICE"}, name="services"
)


def _subscription(*monitors: Any, name: str = "subscription") -> Given:
    subscribers = [{"type": "EMAIL", "address": "platform@anycompany.com"}]
    return Given(
        _SUBSCRIPTION, {"frequency": "DAILY", "monitorArnLists": list(monitors), "subscribers": subscribers}, name=name
    )


_ANOTHER = "arn:aws:ce::111122223333:anomalymonitor/another"

CONTROL = Control(
    id="costexplorer.anomaly-monitor-subscribed",
    title="Anomalies of the bill are told to somebody",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    why="Resources that an intruder starts in an unused region show here within a day.",
    fix="add an AnomalySubscription with the monitor's ARN in monitorArnLists",
    rules=(StackRule((_MONITOR,), _check),),
    good=(
        example("a subscription", _SERVICES, _subscription(Ref("services", "arn"))),
        example(
            "a subscription beside another",
            _SERVICES,
            _subscription(_ANOTHER, name="other"),
            _subscription(_ANOTHER, Ref("services", "arn")),
        ),
    ),
    bad=(
        example("everything omitted", Given(_MONITOR)),
        example("a subscription to another", _SERVICES, _subscription(_ANOTHER)),
    ),
)
