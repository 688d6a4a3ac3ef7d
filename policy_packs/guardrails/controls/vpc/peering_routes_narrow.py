"""Routes to a peered VPC are no wider than a private network."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import Control, Given, Guardrail, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import network

_ROUTE = "aws:ec2/route:Route"
_TABLE = "aws:ec2/routeTable:RouteTable"
_DEFAULT_TABLE = "aws:ec2/defaultRouteTable:DefaultRouteTable"
_DESTINATIONS = ("destinationCidrBlock", "destinationIpv6CidrBlock", "cidrBlock", "ipv6CidrBlock")
# The widest block of private addresses (RFC 1918), and of addresses that a registry gives to one network.
_WIDEST = {4: 8, 6: 32}


def _check(resource: Resource) -> Iterator[str]:
    yield from each([resource] if resource.type == _ROUTE else resource.blocks("routes"), _check_route)


def _check_route(route: Block) -> Iterator[str]:
    if "vpcPeeringConnectionId" not in route:
        return
    for name in _DESTINATIONS:
        text = route.text(name)
        if text:
            destination = network(text, route.path(name))
            widest = _WIDEST[destination.version]
            if destination.prefixlen < widest:
                yield (
                    "the route sends more to the peer than a private network holds; "
                    f"got {route.path(name)} {text}, expected at most a /{widest}"
                )


_PEER = {"vpcPeeringConnectionId": "pcx-0a1b2c3d"}


def _route(destination: str, **target: str) -> Given:
    name = "destinationIpv6CidrBlock" if ":" in destination else "destinationCidrBlock"
    return Given(_ROUTE, {"routeTableId": "rtb-0a1b2c3d", name: destination, **(target or _PEER)})


def _table(*routes: dict[str, str], type: str = _TABLE) -> Given:
    owner = {"vpcId": "vpc-0a1b2c3d"} if type == _TABLE else {"defaultRouteTableId": "rtb-0a1b2c3d"}
    return Given(type, owner | {"routes": list(routes)})


CONTROL = Control(
    id="vpc.peering-routes-narrow",
    title="Routes to a peered VPC are no wider than a private network",
    practices=("network.peering-transit",),
    severity=Severity.MEDIUM,
    why="A wide route hands a neighbour traffic that was meant for others, and reaches more of it than agreed.",
    fix="route only the subnets of the peer that are needed",
    rules=(ResourceRule((_ROUTE, _TABLE, _DEFAULT_TABLE), _check),),
    guardrails=(
        Guardrail(
            sid="DenyPeering",
            actions=(
                "ec2:AcceptTransitGatewayPeeringAttachment",
                "ec2:AcceptVpcPeeringConnection",
                "ec2:CreateTransitGatewayPeeringAttachment",
                "ec2:CreateVpcPeeringConnection",
            ),
        ),
    ),
    frameworks={Framework.CIS_3_0: ("5.5",), Framework.CIS_5_0: ("5.6",), Framework.CIS_7_0: ("6.6",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_44",)},
    good=(
        example("one subnet of the peer", _route("10.1.2.0/24")),
        example("a whole VPC", _route("10.1.0.0/16")),
        example("a whole private network", _route("10.0.0.0/8")),
        example("everything by a transit gateway", _route("0.0.0.0/0", transitGatewayId="tgw-0a1b2c3d")),
        example("a whole VPC of IPv6", _route("2001:db8:1230::/44")),
        example("a whole network of IPv6", _route("2001:db8::/32")),
        example("a prefix list", Given(_ROUTE, {"routeTableId": "rtb-1", "destinationPrefixListId": "pl-1"} | _PEER)),
        example("everything omitted but the VPC", Given(_TABLE, {"vpcId": "vpc-0a1b2c3d"})),
        example("everything elsewhere in a table", _table({"cidrBlock": "0.0.0.0/0", "natGatewayId": "nat-0a1b2c3d"})),
    ),
    bad=(
        example("everything", _route("0.0.0.0/0")),
        example("just more than a private network", _route("10.0.0.0/7")),
        example("just more than a network of IPv6", _route("2001:db8::/31")),
        example("everything of IPv6 in a table", _table(_PEER | {"ipv6CidrBlock": "::/0"})),
        example(
            "the second route of the default table",
            _table(_PEER | {"cidrBlock": "10.1.0.0/16"}, _PEER | {"cidrBlock": "0.0.0.0/0"}, type=_DEFAULT_TABLE),
        ),
    ),
)
