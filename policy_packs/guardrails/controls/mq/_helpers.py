"""Brokers of Amazon MQ, for examples."""

from .._model import Given

BROKER = "aws:mq/broker:Broker"


def broker(engine: str = "ActiveMQ", **inputs: object) -> Given:
    """A broker with what is required and the given inputs."""
    version = "5.18" if engine.lower() == "activemq" else "3.13"
    return Given(BROKER, {"engineType": engine, "engineVersion": version, "hostInstanceType": "mq.m5.large", **inputs})
