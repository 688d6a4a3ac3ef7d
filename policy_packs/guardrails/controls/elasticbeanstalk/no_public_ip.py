"""Instances of environments get no public address."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import TYPES, environment, option

_NETWORK = "aws:ec2:vpc"


def _check(environment: Resource) -> Iterator[str]:
    if option(environment, _NETWORK, "AssociatePublicIpAddress") == "true":
        yield (
            "instances are on the internet beside their load balancer; got AssociatePublicIpAddress true, "
            "expected false"
        )


CONTROL = Control(
    id="elasticbeanstalk.no-public-ip",
    title="Instances of environments get no public address",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="An instance with a public address is scanned within minutes, past the load balancer and its filters.",
    fix=f"set AssociatePublicIpAddress of {_NETWORK} to false, with private subnets",
    rules=(ResourceRule(TYPES, _check),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in TYPES),
        example("off", environment((_NETWORK, "AssociatePublicIpAddress", "false"))),
    ),
    bad=(
        *(
            example(f"on: {type}", environment((_NETWORK, "AssociatePublicIpAddress", "true"), type=type))
            for type in TYPES
        ),
    ),
)
