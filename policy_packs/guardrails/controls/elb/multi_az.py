"""Load balancers stand in more than one Availability Zone."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import BALANCER, CLASSIC, LOAD_BALANCERS


def _check(balancer: Resource) -> Iterator[str]:
    # What names no place at all is refused by AWS.
    places = {
        *balancer.texts("subnets"),
        *balancer.texts("availabilityZones"),
        *(mapping.text("subnetId") for mapping in balancer.blocks("subnetMappings")),
    }
    if len(places) == 1:
        yield f"one zone's failure is the service's; got {', '.join(places)} only, expected two zones or more"


_LISTENERS = {"listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 443, "lbProtocol": "https"}]}
_MAPPING = {"subnetId": "subnet-1"}
_NETWORK = {"loadBalancerType": "network"}

CONTROL = Control(
    id="elb.multi-az",
    title="Load balancers stand in more than one Availability Zone",
    practices=("compliance.well-architected", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    tier=Tier.REGULATED,
    why="A zone that fails takes everything in it along.",
    fix="name subnets in two Availability Zones or more",
    rules=(ResourceRule((*LOAD_BALANCERS, CLASSIC), _check),),
    detection=(
        ConfigRule("CLB_MULTIPLE_AZ"),
        ConfigRule("ELBV2_MULTIPLE_AZ"),
        SecurityHubControl("ELB.10"),
        SecurityHubControl("ELB.13"),
    ),
    frameworks={Framework.FSBP: ("ELB.10", "ELB.13")},
    equivalents={Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.7",)},
    good=(
        example("everything omitted", Given(BALANCER)),
        example("two subnets", Given(BALANCER, {"subnets": ["subnet-1", "subnet-2"]})),
        example("two mappings", Given(BALANCER, {"subnetMappings": [_MAPPING, {"subnetId": "subnet-2"}]})),
        example("two zones", Given(CLASSIC, _LISTENERS | {"availabilityZones": ["eu-west-1a", "eu-west-1b"]})),
    ),
    bad=(
        *(example(f"one subnet, {type}", Given(type, _NETWORK | {"subnets": ["subnet-1"]})) for type in LOAD_BALANCERS),
        example("one mapping", Given(BALANCER, _NETWORK | {"subnetMappings": [_MAPPING]})),
        example("one zone", Given(CLASSIC, _LISTENERS | {"availabilityZones": ["eu-west-1a"]})),
        example("one subnet, said twice", Given(CLASSIC, _LISTENERS | {"subnets": ["subnet-1", "subnet-1"]})),
    ),
)
