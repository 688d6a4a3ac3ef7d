"""DAX clusters are reached over TLS."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:dax/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    encryption = cluster.text("clusterEndpointEncryptionType", default="NONE")
    if encryption != "TLS":
        yield f"items travel in the clear; got clusterEndpointEncryptionType {encryption}, expected TLS"


_CACHE = {
    "clusterName": "orders",
    "iamRoleArn": "arn:aws:iam::111122223333:role/orders-cache",
    "nodeType": "dax.r5.large",
    "replicationFactor": 3,
}

CONTROL = Control(
    id="dax.tls-required",
    title="DAX clusters are reached over TLS",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Whoever is on the path reads and changes the items that applications fetch.",
    fix="set clusterEndpointEncryptionType to TLS",
    rules=(ResourceRule((_CLUSTER,), _check),),
    detection=(ConfigRule("DAX_TLS_ENDPOINT_ENCRYPTION"), SecurityHubControl("DynamoDB.7")),
    frameworks={Framework.FSBP: ("DynamoDB.7",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_239",)},
    good=(example("TLS", Given(_CLUSTER, _CACHE | {"clusterEndpointEncryptionType": "TLS"})),),
    bad=(
        example("everything omitted that may be", Given(_CLUSTER, _CACHE)),
        example("no encryption", Given(_CLUSTER, _CACHE | {"clusterEndpointEncryptionType": "NONE"})),
    ),
)
