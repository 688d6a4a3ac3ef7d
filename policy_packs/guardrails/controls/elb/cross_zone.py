"""Load balancers spread requests over the targets of all zones."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import BALANCER, CLASSIC, LOAD_BALANCERS, kind


def _check(balancer: Resource) -> Iterator[str]:
    if kind(balancer) == "application":
        return  # There it can't be switched off.
    classic = balancer.type == CLASSIC
    name = "crossZoneLoadBalancing" if classic else "enableCrossZoneLoadBalancing"
    if not balancer.flag(name, default=classic):
        yield f"the targets of one zone may be overrun while others idle; got {name} false, expected true"


_LISTENERS = {"listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 443, "lbProtocol": "https"}]}

CONTROL = Control(
    id="elb.cross-zone",
    title="Load balancers spread requests over the targets of all zones",
    practices=("compliance.well-architected", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Within its zone only, a load balancer sends everything to the few targets that are left there.",
    fix="set enableCrossZoneLoadBalancing to true; crossZoneLoadBalancing for a classic load balancer",
    rules=(ResourceRule((*LOAD_BALANCERS, CLASSIC), _check),),
    detection=(
        ConfigRule("ELB_CROSS_ZONE_LOAD_BALANCING_ENABLED"),
        ConfigRule("NLB_CROSS_ZONE_LOAD_BALANCING_ENABLED"),
        SecurityHubControl("ELB.9"),
    ),
    frameworks={Framework.FSBP: ("ELB.9",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_138", "CKV_AWS_152")},
    good=(
        example("everything omitted", Given(BALANCER)),
        example("everything omitted but the listeners", Given(CLASSIC, _LISTENERS)),
        example("on", Given(BALANCER, {"loadBalancerType": "network", "enableCrossZoneLoadBalancing": True})),
    ),
    bad=(
        *(example(f"a network one, {type}", Given(type, {"loadBalancerType": "network"})) for type in LOAD_BALANCERS),
        example("off", Given(BALANCER, {"loadBalancerType": "gateway", "enableCrossZoneLoadBalancing": False})),
        example("off for a classic one", Given(CLASSIC, _LISTENERS | {"crossZoneLoadBalancing": False})),
    ),
)
