"""Load balancers speak to their targets under TLS."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import TARGET_GROUP, TARGET_GROUPS


def _check(group: Resource) -> Iterator[str]:
    if group.text("protocol") == "HTTP":
        yield "traffic is in the clear behind the load balancer; got protocol HTTP, expected HTTPS"


def _group(protocol: str, type: str = TARGET_GROUP) -> Given:
    return Given(type, {"port": 443, "protocol": protocol, "vpcId": "vpc-0a1b2c3d"})


CONTROL = Control(
    id="elb.target-group-encrypted",
    title="Load balancers speak to their targets under TLS",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="TLS that ends at the load balancer leaves the last part of the way open to who gets into the network.",
    fix="set protocol to HTTPS, or to TLS behind a network load balancer",
    rules=(ResourceRule(TARGET_GROUPS, _check),),
    detection=(ConfigRule("ELBV2_TARGETGROUP_PROTOCOL_ENCRYPTED"), SecurityHubControl("ELB.22")),
    frameworks={Framework.FSBP: ("ELB.22",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_378",)},
    good=(
        *(example(protocol, _group(protocol)) for protocol in ("HTTPS", "TLS", "TCP", "GENEVE")),
        example("a function, which has no protocol", Given(TARGET_GROUP, {"targetType": "lambda"})),
    ),
    bad=tuple(example(f"HTTP, {type}", _group("HTTP", type)) for type in TARGET_GROUPS),
)
