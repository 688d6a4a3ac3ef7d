"""Load balancers can't be deleted by mistake."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import BALANCER, LOAD_BALANCERS


def _check(balancer: Resource) -> Iterator[str]:
    if not balancer.flag("enableDeletionProtection"):
        yield "one call takes the service off the network; got enableDeletionProtection false, expected true"


_OFF = {"enableDeletionProtection": False}

CONTROL = Control(
    id="elb.deletion-protected",
    title="Load balancers are protected against deletion",
    practices=("response.plan",),
    severity=Severity.LOW,
    why="Its name and addresses go with a deleted load balancer, and a new one has others.",
    fix="set enableDeletionProtection to true",
    rules=(ResourceRule(LOAD_BALANCERS, _check),),
    detection=(ConfigRule("ELB_DELETION_PROTECTION_ENABLED"), SecurityHubControl("ELB.6")),
    frameworks={Framework.FSBP: ("ELB.6",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_150",), Tool.CONTROL_TOWER: ("ELASTICLOADBALANCING.PR.5",)},
    good=(
        example("protected", Given(BALANCER, {"enableDeletionProtection": True})),
        example("protected by text", Given(BALANCER, {"enableDeletionProtection": "true"})),
    ),
    bad=(
        *(example(f"everything omitted, {type}", Given(type)) for type in LOAD_BALANCERS),
        example(
            "a network load balancer",
            Given(BALANCER, {"loadBalancerType": "network"} | _OFF),
        ),
    ),
)
