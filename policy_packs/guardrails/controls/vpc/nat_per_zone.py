"""Every availability zone of a network has a NAT gateway of its own, if any has."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import SUBNET, VPC

_NAT = "aws:ec2/natGateway:NatGateway"


def _check(vpc: Resource, stack: Stack) -> Iterator[str]:
    subnets = stack.sidecars(vpc, SUBNET, by="vpcId", every=True)
    served: set[str] = set()
    for subnet in subnets:
        if stack.sidecars(subnet, _NAT, by="subnetId"):
            served.add(_zone(subnet))
    without = {_zone(subnet) for subnet in subnets} - served
    if served and without:
        yield (
            f"the loss of a zone takes others off the internet; got NAT gateways in {', '.join(sorted(served))} only, "
            f"expected one also in {', '.join(sorted(without))}"
        )


def _zone(subnet: Resource) -> str:
    return subnet.text("availabilityZone") or subnet.text("availabilityZoneId")


_MAIN = Given(VPC, {"cidrBlock": "10.0.0.0/16"}, name="main")


def _subnet(name: str, vpc: object = Ref("main"), **zone: str) -> Given:
    return Given(SUBNET, {"vpcId": vpc, **(zone or {"availabilityZone": f"us-east-1{name[0]}"})}, name=name)


def _nat(subnet: str) -> Given:
    return Given(_NAT, {"subnetId": Ref(subnet), "allocationId": "eipalloc-0a1b2c3d"}, name=f"nat-{subnet}")


CONTROL = Control(
    id="vpc.nat-per-zone",
    title="Every availability zone of a network has a NAT gateway of its own, if any has",
    practices=("compliance.well-architected", "network.private-subnets"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Where zones share a gateway, all of them lose their way out with the one zone that it stands in.",
    fix="add a NAT gateway in each zone, or a regional one",
    rules=(StackRule((VPC,), _check),),
    good=(
        example("everything omitted", Given(VPC)),
        example("no gateway at all", _MAIN, _subnet("a"), _subnet("b")),
        example("one zone", _MAIN, _subnet("a"), _subnet("a-private"), _nat("a")),
        example("two zones, two gateways", _MAIN, _subnet("a"), _subnet("b"), _nat("a"), _nat("b")),
        example(
            "a subnet that names the VPC by its id",
            *(_MAIN, _subnet("a"), _subnet("b-private"), _subnet("b-public", vpc="main")),
            *(_nat("a"), _nat("b-public")),
        ),
        example("the other zone belongs to another VPC", _MAIN, _subnet("a"), _subnet("b", vpc="vpc-9"), _nat("a")),
    ),
    bad=(
        example("two zones, one gateway", _MAIN, _subnet("a"), _subnet("b"), _nat("a")),
        example(
            "zones by their ids",
            _MAIN,
            _subnet("one", availabilityZoneId="use1-az1"),
            _subnet("two", availabilityZoneId="use1-az2"),
            _nat("one"),
        ),
    ),
)
