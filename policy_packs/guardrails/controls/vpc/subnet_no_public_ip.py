"""Subnets give out no public addresses, and workload accounts have no way of their own to the internet."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    ResourceRule,
    Scope,
    SecurityHubControl,
    Severity,
    Tier,
    example,
)
from .._resources import Resource

_SUBNET = "aws:ec2/subnet:Subnet"
_DEFAULT = "aws:ec2/defaultSubnet:DefaultSubnet"


def _check(subnet: Resource) -> Iterator[str]:
    if subnet.flag("mapPublicIpOnLaunch"):
        yield "what starts in the subnet gets a public address; got mapPublicIpOnLaunch true, expected false"


def _mend(subnet: Resource) -> dict[str, bool]:
    return {"mapPublicIpOnLaunch": False} if subnet.flag("mapPublicIpOnLaunch") else {}


_PRIVATE = {"vpcId": "vpc-0a1b2c3d", "cidrBlock": "10.0.1.0/24"}

CONTROL = Control(
    id="vpc.subnet-no-public-ip",
    title="Subnets give out no public addresses, and workloads have no internet gateway of their own",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    tier=Tier.MINIMAL,
    why="An address that nobody asked for makes a machine public that nobody meant to publish.",
    fix="set mapPublicIpOnLaunch to false and publish by a load balancer",
    rules=(ResourceRule((_SUBNET, _DEFAULT), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyInternetGateways",
            actions=(
                "ec2:AttachInternetGateway",
                "ec2:CreateEgressOnlyInternetGateway",
                "ec2:CreateInternetGateway",
            ),
            scope=Scope.WORKLOADS,
        ),
    ),
    detection=(ConfigRule("SUBNET_AUTO_ASSIGN_PUBLIC_IP_DISABLED"), SecurityHubControl("EC2.15")),
    answer="stop-public-addresses",
    frameworks={Framework.FSBP: ("EC2.15",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_130",),
        Tool.TRIVY: ("AWS-0164",),
        Tool.CONTROL_TOWER: ("EC2.PR.11",),
    },
    good=(
        example("everything omitted but the VPC", Given(_SUBNET, {"vpcId": "vpc-0a1b2c3d"})),
        example("off", Given(_SUBNET, _PRIVATE | {"mapPublicIpOnLaunch": False})),
    ),
    bad=(
        example("on", Given(_SUBNET, _PRIVATE | {"mapPublicIpOnLaunch": True})),
        example(
            "on for a default subnet",
            Given(_DEFAULT, {"availabilityZone": "us-east-1a", "mapPublicIpOnLaunch": True}),
        ),
    ),
)
