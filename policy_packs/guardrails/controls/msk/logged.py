"""Kafka brokers send their logs somewhere."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster

_TARGETS = ("cloudwatchLogs", "firehose", "s3")


def _check(resource: Resource) -> Iterator[str]:
    logs = resource.block("loggingInfo").block("brokerLogs")
    if not any(logs.block(target).flag("enabled") for target in _TARGETS):
        yield f"brokers keep no logs; got {logs.path()} with nothing enabled, expected one of {', '.join(_TARGETS)}"


def _given(**logs: object) -> Given:
    return cluster(loggingInfo={"brokerLogs": logs})


CONTROL = Control(
    id="msk.logged",
    title="Kafka brokers send their logs somewhere",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Refused clients and changed topics are in the brokers' logs and nowhere else.",
    fix="enable cloudwatchLogs, firehose or s3 in loggingInfo.brokerLogs",
    rules=(ResourceRule((CLUSTER,), _check),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV_AWS_80",), Tool.TRIVY: ("AWS-0074",)},
    good=(
        *(example(f"to {target}", _given(**{target: {"enabled": True}})) for target in _TARGETS),
        example("to one of two", _given(cloudwatchLogs={"enabled": False}, s3={"enabled": True})),
    ),
    bad=(
        example("everything omitted but what is required", cluster()),
        example("all are off", _given(**{target: {"enabled": False} for target in _TARGETS})),
    ),
)
