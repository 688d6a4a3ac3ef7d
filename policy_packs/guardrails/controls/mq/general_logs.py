"""Brokers send their general logs to CloudWatch."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import BROKER, broker


def _check(resource: Resource) -> Iterator[str]:
    if not resource.block("logs").flag("general"):
        yield "what the broker does leaves no trace; got logs.general false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {"logs.general": True} if any(_check(resource)) else {}


CONTROL = Control(
    id="mq.general-logs",
    title="Brokers send their general logs to CloudWatch",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Refused connections and full queues are in the general log and nowhere else.",
    fix="set logs.general to true",
    rules=(ResourceRule((BROKER,), _check, _mend),),
    detection=(ConfigRule("MQ_BROKER_GENERAL_LOGGING_ENABLED"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_48",), Tool.TRIVY: ("AWS-0071",)},
    good=(
        example("on", broker(logs={"general": True})),
        example("on, for RabbitMQ", broker("RabbitMQ", logs={"general": True})),
    ),
    bad=(
        example("everything omitted but what is required", broker()),
        example("off", broker(logs={"general": False, "audit": True})),
    ),
)
