"""Databases stand in subnets without a route to the internet."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, example
from .._properties import each
from .._resources import Resource, Stack
from ..vpc._helpers import ROUTE_TABLE, SUBNET, internet_gateway

_GROUPS = tuple(
    f"aws:{service}/subnetGroup:SubnetGroup"
    for service in ("rds", "docdb", "neptune", "redshift", "elasticache", "memorydb", "dax")
)
_ASSOCIATION = "aws:ec2/routeTableAssociation:RouteTableAssociation"
_GATEWAY = "aws:ec2/internetGateway:InternetGateway"
_ROUTE = "aws:ec2/route:Route"


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    def check(subnet: Resource) -> Iterator[str]:
        if gateway := internet_gateway(subnet, stack):
            yield (
                f"the databases stand on the internet; got subnet {subnet.name} with a route through {gateway}, "
                "expected private subnets"
            )

    yield from each(stack.targets(group, "subnetIds", SUBNET), check)


_DATABASES = Given(_GROUPS[0], {"subnetIds": [Ref("subnet")]}, name="databases")
_SUBNETS = Given(SUBNET, {"vpcId": "vpc-0a1b2c3d", "cidrBlock": "10.0.0.0/24"}, name="subnet")
_INTERNET = Given(_GATEWAY, {"vpcId": "vpc-0a1b2c3d"}, name="internet")
_ROUTES = Given(_ASSOCIATION, {"subnetId": Ref("subnet"), "routeTableId": Ref("table")}, name="routes")


def _table(*routes: dict[str, object]) -> Given:
    return Given(ROUTE_TABLE, {"vpcId": "vpc-0a1b2c3d", "routes": [*routes]}, name="table")


def _out(**target: object) -> dict[str, object]:
    return {"cidrBlock": "0.0.0.0/0"} | target


def _route(table: object, **target: object) -> Given:
    return Given(_ROUTE, {"routeTableId": table, "destinationCidrBlock": "0.0.0.0/0"} | target, name="out")


CONTROL = Control(
    id="rds.subnets-private",
    title="Databases stand in subnets without a route to the internet",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="In a public subnet, one flag and one security group are all that keep the internet out.",
    fix="put subnets without a route to an internet gateway into the subnet group",
    rules=(StackRule(_GROUPS, _check),),
    detection=(ConfigRule("RDS_INSTANCE_SUBNET_IGW_CHECK"), SecurityHubControl("RDS.46")),
    frameworks={Framework.FSBP: ("RDS.46",)},
    good=(
        example("subnets of another stack", Given(_GROUPS[0], {"subnetIds": ["subnet-4e5f6a7b"]})),
        example("no routes", _DATABASES, _SUBNETS),
        example("a route to a NAT gateway", _DATABASES, _SUBNETS, _table(_out(natGatewayId="nat-0a1b2c3d")), _ROUTES),
        example(
            "the public table belongs to other subnets",
            _DATABASES,
            _SUBNETS,
            _INTERNET,
            _table(_out(gatewayId=Ref("internet"))),
        ),
        example(
            "the route out belongs to another table",
            *(_DATABASES, _SUBNETS, _INTERNET, _table(), _ROUTES),
            _route("rtb-4e5f6a7b", gatewayId=Ref("internet")),
        ),
        example(
            "a route to the office",
            *(_DATABASES, _SUBNETS, _table(), _ROUTES),
            _route(Ref("table"), gatewayId="vgw-0a1b2c3d"),
        ),
    ),
    bad=(
        example(
            "a route in the table",
            *(_DATABASES, _SUBNETS, _INTERNET, _table(_out(gatewayId=Ref("internet"))), _ROUTES),
        ),
        example("a gateway by its id", _DATABASES, _SUBNETS, _table(_out(gatewayId="igw-0a1b2c3d")), _ROUTES),
        example(
            "a route beside the table",
            *(_DATABASES, _SUBNETS, _INTERNET, _table(), _ROUTES),
            _route(Ref("table"), gatewayId=Ref("internet")),
        ),
        example(
            "a route to a gateway by its id",
            *(_DATABASES, _SUBNETS, _table(), _ROUTES),
            _route(Ref("table"), gatewayId="igw-0a1b2c3d"),
        ),
        *(
            example(
                f"a group of {type}",
                Given(type, {"subnetIds": [Ref("subnet")]}, name="databases"),
                *(_SUBNETS, _table(_out(gatewayId="igw-0a1b2c3d")), _ROUTES),
            )
            for type in _GROUPS[1:]
        ),
    ),
)
