"""MemoryDB clusters are reached over TLS."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CLUSTER = "aws:memorydb/cluster:Cluster"


def _check(cluster: Resource) -> Iterator[str]:
    if not cluster.flag("tlsEnabled", default=True):
        yield "data and passwords travel in the clear; got tlsEnabled false, expected true"


_SESSIONS = {"aclName": "sessions", "nodeType": "db.r7g.large"}

CONTROL = Control(
    id="memorydb.tls-required",
    title="MemoryDB clusters are reached over TLS",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="TLS is on by default; without it, whoever is on the path reads and changes the data.",
    fix="leave tlsEnabled out, or set it to true",
    rules=(ResourceRule((_CLUSTER,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_202",)},
    good=(
        example("everything omitted that may be", Given(_CLUSTER, _SESSIONS)),
        example("TLS", Given(_CLUSTER, _SESSIONS | {"tlsEnabled": True})),
    ),
    bad=(example("in the clear", Given(_CLUSTER, _SESSIONS | {"tlsEnabled": False})),),
)
