"""Private subnets have no route to an internet gateway."""

import re
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ROUTE_TABLE, SUBNET, internet_gateway

_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
_ROUTE = "aws:ec2/route:Route"
_GATEWAY = "aws:ec2/internetGateway:InternetGateway"
# What names the subnets that hold data.
_MODULES = ("dax", "docdb", "elasticache", "memorydb", "neptune", "rds", "redshift")
_GROUPS = tuple(f"aws:{module}/subnetGroup:SubnetGroup" for module in _MODULES)
_PRIVATE = re.compile(r"(?i)(?<![a-z])(private|isolated|data|database)(?![a-z])")


def _check(subnet: Resource, stack: Stack) -> Iterator[str]:
    private = _what_makes_it_private(subnet, stack)
    if private and (gateway := internet_gateway(subnet, stack)):
        yield (
            f"a private subnet leads to the internet; got {private} and a route through {gateway}, "
            "expected a NAT gateway or no such route"
        )


def _what_makes_it_private(subnet: Resource, stack: Stack) -> str:
    for path, text in subnet.strings():
        if path.startswith("tags.") and _PRIVATE.search(text):
            return f"{path} {text}"
    groups = stack.sidecars(subnet, *_GROUPS, by="subnetIds")
    return f"a place in {groups[0].name}" if groups else ""


def _named(tag: str) -> Given:
    subnet = {"vpcId": "vpc-0a1b2c3d", "cidrBlock": "10.0.1.0/24", "tags": {"Name": tag}}
    return Given(SUBNET, subnet, name="subnet")


_PRIVATE_SUBNET, _OTHER_SUBNET = _named("shop-private-a"), _named("shop-public-a")
_INTERNET = Given(_GATEWAY, {"vpcId": "vpc-0a1b2c3d"}, name="internet")
_JOINED = Given(_ASSOCIATION, {"subnetId": Ref("subnet"), "routeTableId": Ref("table")}, name="association")
_ANYWHERE = {"cidrBlock": "0.0.0.0/0"}


def _table(**route: object) -> Given:
    return Given(ROUTE_TABLE, {"vpcId": "vpc-0a1b2c3d", "routes": [_ANYWHERE | route] if route else []}, name="table")


def _route(**target: object) -> Given:
    route = {"routeTableId": Ref("table"), "destinationCidrBlock": "0.0.0.0/0"}
    return Given(_ROUTE, route | target, name="route")


def _group(type: str) -> Given:
    return Given(type, {"subnetIds": [Ref("subnet")]}, name="databases")


_THROUGH = {"gatewayId": Ref("internet")}
_PUBLIC_TABLE = (_INTERNET, _table(**_THROUGH), _JOINED)

CONTROL = Control(
    id="vpc.private-subnets-stay-private",
    title="Private subnets have no route to an internet gateway",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="With one route a subnet that everybody takes for private is public, and so is the data in it.",
    fix="route the subnet through a NAT gateway or endpoints, or keep data out of it",
    rules=(StackRule((SUBNET,), _check),),
    detection=(ConfigRule("RDS_INSTANCE_SUBNET_IGW_CHECK"), SecurityHubControl("RDS.46")),
    frameworks={Framework.FSBP: ("RDS.46",)},
    good=(
        example("everything omitted but the VPC", Given(SUBNET, {"vpcId": "vpc-0a1b2c3d"})),
        example("a public subnet", _OTHER_SUBNET, *_PUBLIC_TABLE),
        example("a NAT gateway", _PRIVATE_SUBNET, _table(natGatewayId="nat-0a1b2c3d"), _JOINED),
        example("a private gateway", _PRIVATE_SUBNET, _INTERNET, _table(gatewayId="vgw-0a1b2c3d"), _JOINED),
        example("a NAT gateway by a route of its own", _PRIVATE_SUBNET, _table(), _JOINED, _route(natGatewayId="n-1")),
        example(
            "the table of another subnet",
            _PRIVATE_SUBNET,
            _INTERNET,
            _table(**_THROUGH),
            Given(_ASSOCIATION, {"subnetId": "subnet-9f8e7d6c", "routeTableId": Ref("table")}, name="association"),
        ),
        example("a tag that only sounds like it", _named("datacentre"), *_PUBLIC_TABLE),
        example(
            "the databases are elsewhere",
            _OTHER_SUBNET,
            *_PUBLIC_TABLE,
            Given(_GROUPS[-2], {"subnetIds": ["subnet-9f8e7d6c"]}, name="databases"),
        ),
    ),
    bad=(
        *(
            example(f"a subnet with the tag {value}", _named(value), *_PUBLIC_TABLE)
            for value in ("Private", "isolated", "app-data", "database-1")
        ),
        *(
            example(f"a subnet for {module}", _OTHER_SUBNET, *_PUBLIC_TABLE, _group(type))
            for module, type in zip(_MODULES, _GROUPS, strict=True)
        ),
        example("a route of its own", _PRIVATE_SUBNET, _INTERNET, _table(), _JOINED, _route(**_THROUGH)),
        example("a gateway by its id", _PRIVATE_SUBNET, _table(gatewayId="igw-0a1b2c3d"), _JOINED),
        example("a gateway by its id, alone", _PRIVATE_SUBNET, _table(), _JOINED, _route(gatewayId="igw-0a1b2c3d")),
    ),
)
