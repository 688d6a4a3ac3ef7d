"""Replications reach their databases over TLS."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_ENDPOINT = "aws:dms/endpoint:Endpoint"
# AWS's own interfaces, which are HTTPS, and engines with settings of their own.
_WITHOUT_MODE = frozenset(
    ("azuredb", "dynamodb", "elasticsearch", "kafka", "kinesis", "neptune", "opensearch", "redis", "redshift", "s3")
)


def _check(endpoint: Resource) -> Iterator[str]:
    mode = endpoint.text("sslMode", default="none")
    if mode == "none" and endpoint.text("engineName") not in _WITHOUT_MODE:
        yield f"the copied data travels in the clear; got sslMode {mode}, expected require or verify-full"


def _given(engine: str = "postgres", type: str = "source", **properties: str) -> Given:
    return Given(_ENDPOINT, {"endpointId": "orders", "endpointType": type, "engineName": engine} | properties)


CONTROL = Control(
    id="dms.endpoint-tls",
    title="Replications reach their databases over TLS",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A replication carries the whole database and its password, often between networks.",
    fix="set sslMode to require, verify-ca or verify-full",
    rules=(ResourceRule((_ENDPOINT,), _check),),
    detection=(ConfigRule("DMS_ENDPOINT_SSL_CONFIGURED"), SecurityHubControl("DMS.9")),
    frameworks={Framework.FSBP: ("DMS.9",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_49",)},
    good=(
        example("TLS", _given(sslMode="require")),
        example("TLS with a checked certificate", _given(sslMode="verify-full")),
        *(example(f"{engine}, without a mode", _given(engine, "target")) for engine in sorted(_WITHOUT_MODE)),
    ),
    bad=(
        example("everything omitted that may be", _given()),
        example("no TLS", _given("mysql", "target", sslMode="none")),
    ),
)
