"""Load balancers refuse requests that their web ACL could not inspect."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import BALANCER, LOAD_BALANCERS


def _check(balancer: Resource) -> Iterator[str]:
    if balancer.flag("enableWafFailOpen"):
        yield "requests pass uninspected when WAF does not answer; got enableWafFailOpen true, expected false"


def _mend(balancer: Resource) -> dict[str, bool]:
    return {"enableWafFailOpen": False} if any(_check(balancer)) else {}


CONTROL = Control(
    id="elb.web-acl-fails-closed",
    title="Load balancers refuse requests that their web ACL could not inspect",
    practices=("network.waf-shield",),
    severity=Severity.LOW,
    why="Who can make the inspection fail or time out gets an unguarded application.",
    fix="set enableWafFailOpen to false, or leave it out",
    rules=(ResourceRule(LOAD_BALANCERS, _check, _mend),),
    good=(
        example("everything omitted", Given(BALANCER)),
        example("closed", Given(BALANCER, {"enableWafFailOpen": False})),
    ),
    bad=tuple(example(f"open, {type}", Given(type, {"enableWafFailOpen": True})) for type in LOAD_BALANCERS),
)
