"""Load balancers guard their targets against requests that can be read in two ways."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import BALANCER, CLASSIC, LOAD_BALANCERS, kind

_DEFAULT = "defensive"


def _check(balancer: Resource) -> Iterator[str]:
    mode = balancer.text("desyncMitigationMode") or _DEFAULT
    if kind(balancer) in ("application", "classic") and mode not in (_DEFAULT, "strictest"):
        yield f"ambiguous requests reach the targets; got desyncMitigationMode {mode}, expected defensive or strictest"


def _mend(balancer: Resource) -> dict[str, str]:
    return {"desyncMitigationMode": _DEFAULT} if any(_check(balancer)) else {}


_LISTENERS = {"listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 443, "lbProtocol": "https"}]}

CONTROL = Control(
    id="elb.desync-mitigated",
    title="Load balancers mitigate HTTP desync attacks",
    practices=("application.secure-coding", "network.waf-shield"),
    severity=Severity.MEDIUM,
    why="A request that load balancer and target read differently carries a second one past every check.",
    fix="set desyncMitigationMode to defensive or strictest, or leave it out",
    rules=(ResourceRule((*LOAD_BALANCERS, CLASSIC), _check, _mend),),
    detection=(
        ConfigRule("ALB_DESYNC_MODE_CHECK", {"desyncMode": "defensive,strictest"}),
        ConfigRule("CLB_DESYNC_MODE_CHECK", {"desyncMode": "defensive,strictest"}),
        SecurityHubControl("ELB.12"),
        SecurityHubControl("ELB.14"),
    ),
    frameworks={Framework.FSBP: ("ELB.12", "ELB.14")},
    equivalents={Tool.CHECKOV: ("CKV_AWS_328",), Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.3",)},
    good=(
        example("everything omitted", Given(BALANCER)),
        example("defensive", Given(BALANCER, {"desyncMitigationMode": "defensive"})),
        example("strictest", Given(CLASSIC, _LISTENERS | {"desyncMitigationMode": "strictest"})),
        example(
            "a network load balancer, which reads no HTTP",
            Given(BALANCER, {"loadBalancerType": "network", "desyncMitigationMode": "monitor"}),
        ),
    ),
    bad=(
        *(example(f"monitor, {type}", Given(type, {"desyncMitigationMode": "monitor"})) for type in LOAD_BALANCERS),
        example("monitor of a classic one", Given(CLASSIC, _LISTENERS | {"desyncMitigationMode": "monitor"})),
    ),
)
