"""Application load balancers log connections: client addresses, versions of TLS, certificates."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import BALANCER, LOAD_BALANCERS, kind


def _check(balancer: Resource) -> Iterator[str]:
    if kind(balancer) == "application" and not balancer.block("connectionLogs").flag("enabled"):
        yield "failed handshakes leave no trace; got connectionLogs.enabled false, expected true"


_BUCKET = {"bucket": "elb-logs-111122223333"}

CONTROL = Control(
    id="elb.connection-logged",
    title="Application load balancers write connection logs",
    practices=("logging.centralized",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Connections that fail before a request, and the TLS versions in use, are in no other log.",
    fix="set connectionLogs to a bucket for logs, with enabled true",
    rules=(ResourceRule(LOAD_BALANCERS, _check),),
    good=(
        example("logged", Given(BALANCER, {"connectionLogs": _BUCKET | {"enabled": True}})),
        example("a network load balancer, which has none", Given(BALANCER, {"loadBalancerType": "network"})),
    ),
    bad=(
        *(example(f"everything omitted, {type}", Given(type)) for type in LOAD_BALANCERS),
        example("switched off", Given(BALANCER, {"connectionLogs": _BUCKET | {"enabled": False}})),
    ),
)
