"""Brokers of ActiveMQ send their audit logs to CloudWatch.

Source: Amazon MQ developer guide, "Configuring logging": RabbitMQ has no audit log.
"""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import BROKER, broker


def _check(resource: Resource) -> Iterator[str]:
    if resource.text("engineType").lower() != "rabbitmq" and not resource.block("logs").flag("audit"):
        yield "who managed the broker is unknown; got logs.audit false, expected true"


def _mend(resource: Resource) -> dict[str, bool]:
    return {"logs.audit": True} if any(_check(resource)) else {}


CONTROL = Control(
    id="mq.audit-logs",
    title="Brokers of ActiveMQ send their audit logs to CloudWatch",
    practices=("logging.cloudwatch", "compliance.access-audit"),
    severity=Severity.MEDIUM,
    why="Who made a user or emptied a queue is in the audit log and nowhere else.",
    fix="set logs.audit to true",
    rules=(ResourceRule((BROKER,), _check, _mend),),
    detection=(ConfigRule("MQ_CLOUDWATCH_AUDIT_LOG_ENABLED"), SecurityHubControl("MQ.2")),
    frameworks={Framework.FSBP: ("MQ.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_197",), Tool.TRIVY: ("AWS-0070",)},
    good=(
        example("on", broker(logs={"audit": True})),
        example("RabbitMQ, which has none", broker("RabbitMQ")),
        example("RabbitMQ in capital letters", broker("RABBITMQ")),
    ),
    bad=(
        example("everything omitted but what is required", broker()),
        example("off", broker(logs={"general": True, "audit": False})),
        example("in capital letters", broker("ACTIVEMQ")),
    ),
)
