"""Listeners with mutual TLS refuse client certificates that have expired."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ARN, FORWARD, LISTENER, LISTENERS


def _check(listener: Resource) -> Iterator[str]:
    if listener.block("mutualAuthentication").flag("ignoreClientCertificateExpiry"):
        yield "expired certificates open the door; got ignoreClientCertificateExpiry true, expected false"


def _mend(listener: Resource) -> dict[str, bool]:
    return {"mutualAuthentication.ignoreClientCertificateExpiry": False} if any(_check(listener)) else {}


def _listener(type: str = LISTENER, **authentication: object) -> Given:
    balancer = {"loadBalancerArn": f"{ARN}:loadbalancer/app/web/50dc6c49", "port": 443, "protocol": "HTTPS"}
    return Given(type, balancer | {"defaultActions": [FORWARD], "mutualAuthentication": authentication or None})


_VERIFY = {"mode": "verify", "trustStoreArn": f"{ARN}:truststore/partners/a1b2c3d4"}

CONTROL = Control(
    id="elb.client-certificate-not-expired",
    title="Listeners with mutual TLS refuse client certificates that have expired",
    practices=("data.in-transit", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="Expiry is what ends the use of a certificate that was lost, copied or forgotten.",
    fix="set mutualAuthentication.ignoreClientCertificateExpiry to false, or leave it out",
    rules=(ResourceRule(LISTENERS, _check, _mend),),
    good=(
        example("no mutual TLS", _listener()),
        example("everything omitted but the trust store", _listener(**_VERIFY)),
        example("expiry counts", _listener(**_VERIFY, ignoreClientCertificateExpiry=False)),
    ),
    bad=tuple(
        example(f"expiry is ignored, {type}", _listener(type, **_VERIFY, ignoreClientCertificateExpiry=True))
        for type in LISTENERS
    ),
)
