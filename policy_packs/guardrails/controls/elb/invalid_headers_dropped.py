"""Application load balancers drop headers that are not valid HTTP."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import BALANCER, LOAD_BALANCERS, kind


def _check(balancer: Resource) -> Iterator[str]:
    if kind(balancer) == "application" and not balancer.flag("dropInvalidHeaderFields"):
        yield "malformed headers reach the targets; got dropInvalidHeaderFields false, expected true"


def _mend(balancer: Resource) -> dict[str, bool]:
    return {"dropInvalidHeaderFields": True} if any(_check(balancer)) else {}


CONTROL = Control(
    id="elb.invalid-headers-dropped",
    title="Application load balancers drop invalid headers",
    practices=("application.secure-coding", "network.waf-shield"),
    severity=Severity.MEDIUM,
    why="Load balancer and target may read a malformed header differently, which is how requests are smuggled.",
    fix="set dropInvalidHeaderFields to true",
    rules=(ResourceRule(LOAD_BALANCERS, _check, _mend),),
    detection=(ConfigRule("ALB_HTTP_DROP_INVALID_HEADER_ENABLED"), SecurityHubControl("ELB.4")),
    frameworks={Framework.FSBP: ("ELB.4",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_131",),
        Tool.TRIVY: ("AWS-0052",),
        Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.4",),
    },
    good=(
        example("dropped", Given(BALANCER, {"dropInvalidHeaderFields": True})),
        *(
            example(f"a {name} load balancer", Given(BALANCER, {"loadBalancerType": name}))
            for name in ("network", "gateway")
        ),
    ),
    bad=(
        *(example(f"everything omitted, {type}", Given(type)) for type in LOAD_BALANCERS),
        example("passed on", Given(BALANCER, {"loadBalancerType": "application", "dropInvalidHeaderFields": False})),
    ),
)
