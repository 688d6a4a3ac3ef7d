"""Kafka connectors send the logs of their workers somewhere."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._connectors import CONNECTOR, connector

_TARGETS = ("cloudwatchLogs", "firehose", "s3")


def _check(resource: Resource) -> Iterator[str]:
    logs = resource.block("logDelivery").block("workerLogDelivery")
    if not any(logs.block(target).flag("enabled") for target in _TARGETS):
        yield f"workers keep no logs; got {logs.path()} with nothing enabled, expected one of {', '.join(_TARGETS)}"


def _given(**logs: object) -> Given:
    return connector(logDelivery={"workerLogDelivery": logs})


CONTROL = Control(
    id="msk.connector-logged",
    title="Kafka connectors send the logs of their workers somewhere",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Why events were dropped, or copied elsewhere, is in the workers' logs and nowhere else.",
    fix="enable cloudwatchLogs, firehose or s3 in logDelivery.workerLogDelivery",
    rules=(ResourceRule((CONNECTOR,), _check),),
    detection=(ConfigRule("MSK_CONNECT_CONNECTOR_LOGGING_ENABLED"), SecurityHubControl("MSK.5")),
    tier=Tier.REGULATED,
    frameworks={Framework.FSBP: ("MSK.5",)},
    good=(
        *(example(f"to {target}", _given(**{target: {"enabled": True}})) for target in _TARGETS),
        example("to one of two", _given(cloudwatchLogs={"enabled": False}, s3={"enabled": True})),
    ),
    bad=(
        example("everything omitted but what is required", connector()),
        example("all are off", _given(**{target: {"enabled": False} for target in _TARGETS})),
    ),
)
