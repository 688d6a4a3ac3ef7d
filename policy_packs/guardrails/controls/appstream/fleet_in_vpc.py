"""Fleets of streaming instances are in a VPC."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_FLEET = "aws:appstream/fleet:Fleet"


def _check(fleet: Resource) -> Iterator[str]:
    if not fleet.block("vpcConfig").texts("subnetIds"):
        yield (
            "streamed applications are in a network of AppStream's; got no vpcConfig.subnetIds, "
            "expected subnets of yours"
        )


def _fleet(*subnets: str) -> Given:
    needed = {"name": "apps", "instanceType": "stream.standard.small"}
    return Given(_FLEET, needed | {"vpcConfig": {"subnetIds": [*subnets]}})


CONTROL = Control(
    id="appstream.fleet-in-vpc",
    title="Fleets of streaming instances are in a VPC",
    practices=("network.private-subnets",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Outside of your network nothing of yours limits, or sees, what the instances talk to.",
    fix="set subnetIds of vpcConfig",
    rules=(ResourceRule((_FLEET,), _check),),
    detection=(ConfigRule("APPSTREAM_FLEET_IN_VPC"),),
    good=(example("in subnets", _fleet("subnet-0a1b2c3d", "subnet-1b2c3d4e")),),
    bad=(
        example("everything omitted", Given(_FLEET)),
        example("no subnet", _fleet()),
    ),
)
