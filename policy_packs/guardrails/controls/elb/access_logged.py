"""Load balancers log who asked for what."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import BALANCER, CLASSIC, LOAD_BALANCERS, kind


def _check(balancer: Resource) -> Iterator[str]:
    type = kind(balancer)
    # Gateway load balancers have no such logs; a classic one with a block writes them unless it says otherwise.
    if type == "gateway":
        return
    by_default = type == "classic" and "accessLogs" in balancer
    if not balancer.block("accessLogs").flag("enabled", default=by_default):
        yield "nobody can see who asked for what; got accessLogs.enabled false, expected true"


_BUCKET = {"bucket": "elb-logs-111122223333"}
_ON: dict[str, Any] = {"accessLogs": _BUCKET | {"enabled": True}}
_OFF: dict[str, Any] = {"accessLogs": _BUCKET | {"enabled": False}}
_LISTENERS = {"listeners": [{"instancePort": 80, "instanceProtocol": "http", "lbPort": 443, "lbProtocol": "https"}]}

CONTROL = Control(
    id="elb.access-logged",
    title="Load balancers write access logs",
    practices=("logging.centralized", "logging.cloudwatch"),
    severity=Severity.MEDIUM,
    why="After an attack, the access log is the only record of the requests that came in and from where.",
    fix="set accessLogs to a bucket for logs, with enabled true",
    rules=(ResourceRule((*LOAD_BALANCERS, CLASSIC), _check),),
    detection=(ConfigRule("ELB_LOGGING_ENABLED"), ConfigRule("NLB_LOGGING_ENABLED"), SecurityHubControl("ELB.5")),
    frameworks={Framework.FSBP: ("ELB.5",), Framework.CIS_7_0: ("4.10",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_91", "CKV_AWS_92"),
        Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.6", "ELASTICLOADBALANCING.PR.10"),
    },
    good=(
        example("logged", Given(BALANCER, _ON)),
        example("logged by a classic one", Given(CLASSIC, _LISTENERS | _ON)),
        example("a bucket of a classic one is enough", Given(CLASSIC, _LISTENERS | {"accessLogs": _BUCKET})),
        example("a gateway load balancer, which has none", Given(BALANCER, {"loadBalancerType": "gateway"})),
    ),
    bad=(
        *(example(f"everything omitted, {type}", Given(type)) for type in LOAD_BALANCERS),
        example("everything omitted but the listeners", Given(CLASSIC, _LISTENERS)),
        example("switched off", Given(BALANCER, _OFF)),
        example("switched off for a classic one", Given(CLASSIC, _LISTENERS | _OFF)),
        example("a bucket, yet not enabled", Given(BALANCER, {"accessLogs": _BUCKET})),
        example("a network load balancer", Given(BALANCER, {"loadBalancerType": "network"})),
    ),
)
