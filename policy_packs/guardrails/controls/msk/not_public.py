"""Kafka clusters have no public endpoints."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER, cluster

_PATH = "brokerNodeGroupInfo.connectivityInfo.publicAccess.type"


def _access(resource: Resource) -> str:
    connectivity = resource.block("brokerNodeGroupInfo").block("connectivityInfo")
    return connectivity.block("publicAccess").text("type", default="DISABLED")


def _check(resource: Resource) -> Iterator[str]:
    access = _access(resource)
    if access != "DISABLED":
        yield f"brokers stand on the internet; got {_PATH} {access}, expected DISABLED"


def _mend(resource: Resource) -> dict[str, str]:
    return {_PATH: "DISABLED"} if any(_check(resource)) else {}


def _given(type: str) -> Given:
    return cluster({"connectivityInfo": {"publicAccess": {"type": type}}})


CONTROL = Control(
    id="msk.not-public",
    title="Kafka clusters have no public endpoints",
    practices=("network.private-subnets",),
    severity=Severity.CRITICAL,
    why="One leaked credential of a client is enough to read every topic from anywhere.",
    fix="set brokerNodeGroupInfo.connectivityInfo.publicAccess.type to DISABLED and use private connectivity",
    rules=(ResourceRule((CLUSTER,), _check, _mend),),
    detection=(ConfigRule("MSK_CLUSTER_PUBLIC_ACCESS_DISABLED"), SecurityHubControl("MSK.4")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("MSK.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_291",)},
    good=(
        example("everything omitted but what is required", cluster()),
        example("said to be off", _given("DISABLED")),
    ),
    bad=(example("public addresses", _given("SERVICE_PROVIDED_EIPS")),),
)
