"""Replications survive the loss of a zone."""

import json
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_INSTANCE = "aws:dms/replicationInstance:ReplicationInstance"
_CONFIG = "aws:dms/replicationConfig:ReplicationConfig"


def _check(replication: Resource) -> Iterator[str]:
    owner = replication if replication.type == _INSTANCE else replication.block("computeConfig")
    if not owner.flag("multiAz"):
        yield f"the loss of one zone stops the replication; got {owner.path('multiAz')} false, expected true"


_ORDERS = {"replicationInstanceId": "orders", "replicationInstanceClass": "dms.t3.medium"}


def _config(**compute: bool) -> Given:
    config = {
        "computeConfig": {"replicationSubnetGroupId": "private"} | compute,
        "replicationConfigIdentifier": "orders",
        "replicationType": "cdc",
        "sourceEndpointArn": "arn:aws:dms:us-east-1:111122223333:endpoint:SOURCE",
        "targetEndpointArn": "arn:aws:dms:us-east-1:111122223333:endpoint:TARGET",
        "tableMappings": json.dumps({"rules": []}),
    }
    return Given(_CONFIG, config)


CONTROL = Control(
    id="dms.replication-multi-az",
    title="Replications survive the loss of a zone",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A replication that stops for long can't catch up, and starts again from the beginning.",
    fix="set multiAz to true",
    rules=(ResourceRule((_INSTANCE, _CONFIG), _check),),
    detection=(ConfigRule("DMS_REPLICATION_INSTANCE_MULTI_AZ_ENABLED"), SecurityHubControl("DMS.13")),
    frameworks={Framework.FSBP: ("DMS.13",)},
    good=(
        example("two zones", Given(_INSTANCE, _ORDERS | {"multiAz": True})),
        example("two zones for a serverless one", _config(multiAz=True)),
    ),
    bad=(
        example("everything omitted that may be", Given(_INSTANCE, _ORDERS)),
        example("one zone", Given(_INSTANCE, _ORDERS | {"multiAz": False})),
        example("a serverless one that does not say", _config()),
    ),
)
