"""Classic load balancers let requests in flight finish before they drop an instance."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLASSIC


def _check(balancer: Resource) -> Iterator[str]:
    if not balancer.flag("connectionDraining"):
        yield "requests in flight are cut off when an instance leaves; got connectionDraining false, expected true"


def _mend(balancer: Resource) -> dict[str, bool]:
    return {"connectionDraining": True} if any(_check(balancer)) else {}


_LISTENERS = {"listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 443, "lbProtocol": "https"}]}

CONTROL = Control(
    id="elb.classic-connection-draining",
    title="Classic load balancers let requests in flight finish",
    practices=("compliance.well-architected", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Every deployment and every unhealthy instance otherwise breaks the requests that it was working on.",
    fix="set connectionDraining to true",
    rules=(ResourceRule((CLASSIC,), _check, _mend),),
    detection=(SecurityHubControl("ELB.7"),),
    frameworks={Framework.FSBP: ("ELB.7",)},
    equivalents={Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.11",)},
    good=(example("on", Given(CLASSIC, _LISTENERS | {"connectionDraining": True})),),
    bad=(
        example("everything omitted but the listeners", Given(CLASSIC, _LISTENERS)),
        example("off", Given(CLASSIC, _LISTENERS | {"connectionDraining": False})),
    ),
)
