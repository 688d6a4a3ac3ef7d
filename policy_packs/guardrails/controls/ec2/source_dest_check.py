"""Instances only take traffic that is meant for them."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Parameter,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource
from ._helpers import INSTANCE, SPOT

_INTERFACE = "aws:ec2/networkInterface:NetworkInterface"
_TYPES = (INSTANCE, SPOT, _INTERFACE)


def _check(resource: Resource) -> Iterator[str]:
    if resource.flag("sourceDestCheck", default=True):
        return
    tag: str = resource.parameters["applianceTag"]
    if tag not in resource.block("tags"):
        yield (
            "traffic of others can be routed through the instance; got sourceDestCheck false, "
            f"expected true, or the tag {tag} of a network appliance"
        )


_OFF = {"sourceDestCheck": False}

CONTROL = Control(
    id="ec2.source-dest-check",
    title="Instances only take traffic that is meant for them",
    practices=("network.private-subnets", "network.security-groups"),
    severity=Severity.MEDIUM,
    why="Without the check a broken-into instance can pose as others, or route past the firewalls in between.",
    fix="leave sourceDestCheck on, or tag the network appliance that has to forward traffic",
    rules=(ResourceRule(_TYPES, _check),),
    detection=(ConfigRule("EC2_ENIS_SOURCE_DESTINATION_CHECK_ENABLED"), SecurityHubControl("EC2.180")),
    frameworks={Framework.FSBP: ("EC2.180",)},
    parameters={
        "applianceTag": Parameter(
            "network-appliance",
            {"type": "string", "minLength": 1, "description": "The tag of what may forward the traffic of others."},
        )
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        example("on", Given(INSTANCE, {"sourceDestCheck": True})),
        example("an appliance", Given(INSTANCE, _OFF | {"tags": {"network-appliance": "nat"}})),
        example(
            "an appliance by another tag", Given(_INTERFACE, _OFF | {"tags": {"role": "nat"}}), applianceTag="role"
        ),
    ),
    bad=(
        *(example(f"off: {type}", Given(type, _OFF)) for type in _TYPES),
        example("another tag", Given(INSTANCE, _OFF | {"tags": {"role": "web"}})),
    ),
)
