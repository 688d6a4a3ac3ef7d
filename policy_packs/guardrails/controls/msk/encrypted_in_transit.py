"""Kafka clusters encrypt what clients and brokers send.

Source: MSK developer guide, "Amazon MSK encryption"; both are on unless switched off.
"""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster


def _check(resource: Resource) -> Iterator[str]:
    transit = resource.block("encryptionInfo").block("encryptionInTransit")
    clients = transit.text("clientBroker", default="TLS")
    if clients != "TLS":
        yield f"clients may talk in the clear; got {transit.path('clientBroker')} {clients}, expected TLS"
    if not transit.flag("inCluster", default=True):
        yield f"brokers talk in the clear; got {transit.path('inCluster')} false, expected true"


def _transit(**transit: object) -> Given:
    return cluster(encryptionInfo={"encryptionInTransit": transit})


CONTROL = Control(
    id="msk.encrypted-in-transit",
    title="Kafka clusters encrypt what clients and brokers send",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="Events and credentials of clients cross the network as they are.",
    fix="set clientBroker to TLS and inCluster to true in encryptionInfo.encryptionInTransit",
    rules=(ResourceRule((CLUSTER,), _check),),
    detection=(ConfigRule("MSK_IN_CLUSTER_NODE_REQUIRE_TLS"), SecurityHubControl("MSK.1")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("MSK.1",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_81",), Tool.TRIVY: ("AWS-0073",)},
    good=(
        example("everything omitted but what is required", cluster()),
        example("both said", _transit(clientBroker="TLS", inCluster=True)),
    ),
    bad=(
        example("clients in the clear", _transit(clientBroker="PLAINTEXT")),
        example("clients as they like", _transit(clientBroker="TLS_PLAINTEXT")),
        example("brokers in the clear", _transit(inCluster=False)),
    ),
)
