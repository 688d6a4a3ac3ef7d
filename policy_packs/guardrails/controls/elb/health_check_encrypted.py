"""Health checks of targets under TLS are under TLS as well."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import TARGET_GROUP, TARGET_GROUPS

_DEFAULTS = {"HTTPS": "HTTP", "TLS": "TCP"}  # By the protocol of the targets; no other has TLS.


def _check(group: Resource) -> Iterator[str]:
    default = _DEFAULTS.get(group.text("protocol"))
    if default and (group.block("healthCheck").text("protocol") or default) == "HTTP":
        yield "targets must answer in the clear to count as healthy; got healthCheck.protocol HTTP, expected HTTPS"


def _mend(group: Resource) -> dict[str, str]:
    return {"healthCheck.protocol": "HTTPS"} if any(_check(group)) else {}


def _group(protocol: str, check: dict[str, Any] | None = None, type: str = TARGET_GROUP) -> Given:
    return Given(type, {"port": 443, "protocol": protocol, "vpcId": "vpc-0a1b2c3d", "healthCheck": check})


CONTROL = Control(
    id="elb.health-check-encrypted",
    title="Health checks of targets under TLS are under TLS as well",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A check over HTTP keeps a port open in the clear that nothing else needs.",
    fix="set healthCheck.protocol to HTTPS",
    rules=(ResourceRule(TARGET_GROUPS, _check, _mend),),
    detection=(ConfigRule("ELBV2_TARGETGROUP_HEALTHCHECK_PROTOCOL_ENCRYPTED"), SecurityHubControl("ELB.21")),
    frameworks={Framework.FSBP: ("ELB.21",)},
    good=(
        example("HTTPS", _group("HTTPS", {"protocol": "HTTPS", "path": "/health"})),
        example("TLS, whose default is TCP", _group("TLS")),
        example("HTTP all the way, of which another control speaks", _group("HTTP", {"protocol": "HTTP"})),
        example("a function, which has no protocol", Given(TARGET_GROUP, {"targetType": "lambda"})),
    ),
    bad=(
        *(example(f"no health check, {type}", _group("HTTPS", type=type)) for type in TARGET_GROUPS),
        example("HTTP of targets under TLS", _group("TLS", {"protocol": "HTTP"})),
        example("a health check without a protocol", _group("HTTPS", {"path": "/health"})),
    ),
)
