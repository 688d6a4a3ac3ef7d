"""Kafka clusters of MSK, for examples."""

from typing import Any

from .._model import Given

CLUSTER = "aws:msk/cluster:Cluster"
_BROKERS = {"instanceType": "kafka.m7g.large", "clientSubnets": ["subnet-1a2b3c4d"], "securityGroups": ["sg-1a2b3c4d"]}


def cluster(brokers: dict[str, Any] | None = None, **inputs: Any) -> Given:
    """A cluster with what is required, and with the inputs of its brokers and its own."""
    required = {"kafkaVersion": "3.8.x", "numberOfBrokerNodes": 3, "brokerNodeGroupInfo": _BROKERS | (brokers or {})}
    return Given(CLUSTER, required | inputs)
