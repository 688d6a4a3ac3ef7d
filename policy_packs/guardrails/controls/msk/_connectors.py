"""Connectors of MSK Connect, for examples."""

from typing import Any

from .._model import Given

CONNECTOR = "aws:mskconnect/connector:Connector"
_KAFKA = {"bootstrapServers": "b-1.shop:9098", "vpc": {"securityGroups": ["sg-1a2b3c4d"], "subnets": ["subnet-1a2b"]}}
_REQUIRED = {
    "capacity": {"provisionedCapacity": {"workerCount": 1}},
    "connectorConfiguration": {"connector.class": "com.example.Connector", "tasks.max": "1"},
    "kafkaCluster": {"apacheKafkaCluster": _KAFKA},
    "kafkaClusterClientAuthentication": {"authenticationType": "IAM"},
    "kafkaClusterEncryptionInTransit": {"encryptionType": "TLS"},
    "kafkaconnectVersion": "3.7.x",
    "plugins": [
        {"customPlugin": {"arn": "arn:aws:kafkaconnect:us-east-1:111122223333:custom-plugin/a", "revision": 1}}
    ],
    "serviceExecutionRoleArn": "arn:aws:iam::111122223333:role/connect",
}


def connector(**inputs: Any) -> Given:
    """A connector with what is required and the given inputs."""
    return Given(CONNECTOR, _REQUIRED | inputs)
