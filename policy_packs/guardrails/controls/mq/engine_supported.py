"""Brokers run engines that are still supported."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._lifecycles import day, ended
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_BROKER = "aws:mq/broker:Broker"
_CONFIGURATION = "aws:mq/configuration:Configuration"
_PRODUCTS = ("activemq", "rabbitmq")


def _check(resource: Resource) -> Iterator[str]:
    engine, version = resource.text("engineType").lower(), resource.text("engineVersion")
    end = ended(engine, version, resource.parameters["on"]) if engine in _PRODUCTS else None
    if end:
        yield f"nobody patches the broker; got engineVersion {version}, supported until {end}, expected a later one"


def _given(engine: str, version: str, type: str = _BROKER) -> Given:
    required = {"hostInstanceType": "mq.m5.large"} if type == _BROKER else {"data": "<broker/>"}
    return Given(type, required | {"engineType": engine, "engineVersion": version})


CONTROL = Control(
    id="mq.engine-supported",
    title="Brokers run engines that are still supported",
    practices=("patching.managed-services",),
    severity=Severity.MEDIUM,
    why="Holes of brokers are known to all, and run the sender's code.",
    fix="upgrade to a later engineVersion",
    rules=(ResourceRule((_BROKER, _CONFIGURATION), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_208",)},
    parameters=day(),
    good=(
        example("everything omitted", Given(_BROKER)),
        example("ActiveMQ 5.18", _given("ActiveMQ", "5.18")),
        example("RabbitMQ 3.13", _given("RabbitMQ", "3.13")),
        example("a configuration for ActiveMQ 5.18", _given("ActiveMQ", "5.18", _CONFIGURATION)),
        example("the last day", _given("ActiveMQ", "5.17.6"), on="2025-06-16"),
        example("an engine that isn't known", _given("Kafka", "1.0")),
    ),
    bad=(
        example("ActiveMQ 5.15", _given("ActiveMQ", "5.15.0")),
        example("RabbitMQ 3.8 in capital letters", _given("RABBITMQ", "3.8.6")),
        example("a configuration for ActiveMQ 5.15", _given("ActiveMQ", "5.15.0", _CONFIGURATION)),
        example("the day after the last", _given("ActiveMQ", "5.17.6"), on="2025-06-17"),
    ),
)
