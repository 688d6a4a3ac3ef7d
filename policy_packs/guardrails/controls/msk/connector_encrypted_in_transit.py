"""Kafka connectors talk to their cluster over TLS."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._connectors import CONNECTOR, connector


def _check(resource: Resource) -> Iterator[str]:
    transit = resource.block("kafkaClusterEncryptionInTransit")
    type = transit.text("encryptionType", default="PLAINTEXT")
    if type != "TLS":
        yield f"the connector talks in the clear; got {transit.path('encryptionType')} {type}, expected TLS"


CONTROL = Control(
    id="msk.connector-encrypted-in-transit",
    title="Kafka connectors talk to their cluster over TLS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="What the connector copies crosses the network as it is.",
    fix="set kafkaClusterEncryptionInTransit.encryptionType to TLS",
    rules=(ResourceRule((CONNECTOR,), _check),),
    detection=(SecurityHubControl("MSK.3"),),
    frameworks={Framework.FSBP: ("MSK.3",)},
    good=(example("TLS", connector(kafkaClusterEncryptionInTransit={"encryptionType": "TLS"})),),
    bad=(
        example("not said", connector(kafkaClusterEncryptionInTransit={})),
        example("plain text", connector(kafkaClusterEncryptionInTransit={"encryptionType": "PLAINTEXT"})),
    ),
)
