"""VPCs resolve names by AWS's resolver."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import VPC


def _check(vpc: Resource) -> Iterator[str]:
    if not vpc.flag("enableDnsSupport", default=True):
        yield "names are resolved past DNS logs and endpoints; got enableDnsSupport false, expected true"


def _mend(vpc: Resource) -> dict[str, bool]:
    return {"enableDnsSupport": True} if any(_check(vpc)) else {}


CONTROL = Control(
    id="vpc.dns-supported",
    title="VPCs resolve names by AWS's resolver",
    practices=("network.vpc-endpoints", "network.private-subnets"),
    severity=Severity.LOW,
    why="Without the resolver, private names of endpoints don't work, so traffic to AWS leaves by the internet.",
    fix="set enableDnsSupport to true",
    rules=(ResourceRule((VPC,), _check, _mend),),
    good=(
        example("everything omitted, which means on", Given(VPC)),
        example("on", Given(VPC, {"cidrBlock": "10.0.0.0/16", "enableDnsSupport": True})),
    ),
    bad=(example("off", Given(VPC, {"cidrBlock": "10.0.0.0/16", "enableDnsSupport": False})),),
)
