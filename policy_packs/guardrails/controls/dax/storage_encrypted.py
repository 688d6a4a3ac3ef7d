"""DAX clusters are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:dax/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    if not cluster.block("serverSideEncryption").flag("enabled"):
        yield "the cache is stored in the clear; got serverSideEncryption.enabled false, expected true"


_CACHE = {
    "clusterName": "orders",
    "iamRoleArn": "arn:aws:iam::111122223333:role/orders-cache",
    "nodeType": "dax.r5.large",
    "replicationFactor": 3,
}

CONTROL = Control(
    id="dax.storage-encrypted",
    title="DAX clusters are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="The cache holds the items of the tables, and encryption can't be switched on later.",
    fix="set serverSideEncryption.enabled to true",
    rules=(ResourceRule((_CLUSTER,), _check),),
    detection=(ConfigRule("DAX_ENCRYPTION_ENABLED"), SecurityHubControl("DynamoDB.3")),
    frameworks={Framework.FSBP: ("DynamoDB.3",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_47",), Tool.TRIVY: ("AWS-0023",), Tool.CONTROL_TOWER: ("DAX.PR.1",)},
    good=(example("encrypted", Given(_CLUSTER, _CACHE | {"serverSideEncryption": {"enabled": True}})),),
    bad=(
        example("everything omitted that may be", Given(_CLUSTER, _CACHE)),
        example("in the clear", Given(_CLUSTER, _CACHE | {"serverSideEncryption": {"enabled": False}})),
    ),
)
