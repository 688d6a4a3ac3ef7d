"""Replications reach Redis over TLS."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_ENDPOINT = "aws:dms/endpoint:Endpoint"


def _check(endpoint: Resource) -> Iterator[str]:
    protocol = endpoint.block("redisSettings").text("sslSecurityProtocol", default="ssl-encryption")
    if protocol == "plaintext":
        yield f"the copied data travels in the clear; got sslSecurityProtocol {protocol}, expected ssl-encryption"


def _mend(endpoint: Resource) -> dict[str, str]:
    return {"redisSettings.sslSecurityProtocol": "ssl-encryption"} if any(_check(endpoint)) else {}


def _given(**settings: str) -> Given:
    redis = {"authType": "auth-token", "port": 6379, "serverName": "sessions.example.com"} | settings
    endpoint = {"endpointId": "sessions", "endpointType": "target", "engineName": "redis"}
    return Given(_ENDPOINT, endpoint | {"redisSettings": redis})


CONTROL = Control(
    id="dms.redis-tls",
    title="Replications reach Redis over TLS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="The token and the data can be read by whoever is on the path.",
    fix="leave redisSettings.sslSecurityProtocol out, or set it to ssl-encryption",
    rules=(ResourceRule((_ENDPOINT,), _check, _mend),),
    detection=(ConfigRule("DMS_REDIS_TLS_ENABLED"), SecurityHubControl("DMS.12")),
    frameworks={Framework.FSBP: ("DMS.12",)},
    good=(
        example("everything omitted that may be, TLS by default", _given()),
        example("TLS", _given(sslSecurityProtocol="ssl-encryption")),
    ),
    bad=(example("no TLS", _given(sslSecurityProtocol="plaintext")),),
)
