"""Instances have no public address."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import CONFIGURATION, INSTANCE, SPOT, SPOT_FLEET, TEMPLATE


def _check(resource: Resource) -> Iterator[str]:
    # Left out, the subnet decides: vpc.subnet-no-public-ip.
    nested = [*resource.blocks("networkInterfaces"), *resource.blocks("launchSpecifications")]
    yield from each([resource, *nested], _check_interface)


def _check_interface(interface: Block) -> Iterator[str]:
    if interface.flag("associatePublicIpAddress"):
        path = interface.path("associatePublicIpAddress")
        yield f"the instance can be reached from the internet; got {path} true, expected false"


def _interface(public: str) -> Given:
    return Given(TEMPLATE, {"networkInterfaces": [{"deviceIndex": 1}, {"associatePublicIpAddress": public}]})


def _fleet(public: bool) -> Given:
    specification = {"ami": "ami-0a1b2c3d4e5f60718", "instanceType": "m7g.large", "associatePublicIpAddress": public}
    return Given(SPOT_FLEET, {"launchSpecifications": [specification], "targetCapacity": 2})


CONTROL = Control(
    id="ec2.instance-no-public-ip",
    title="Instances have no public address",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="A public address puts every open port and every flaw of the instance in front of the whole internet.",
    fix="set associatePublicIpAddress to false and publish the instance by a load balancer",
    tier=Tier.MINIMAL,
    rules=(ResourceRule((INSTANCE, TEMPLATE, CONFIGURATION, SPOT, SPOT_FLEET), _check),),
    detection=(
        ConfigRule("EC2_INSTANCE_NO_PUBLIC_IP"),
        ConfigRule("EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED"),
        ConfigRule("AUTOSCALING_LAUNCH_CONFIG_PUBLIC_IP_DISABLED"),
        SecurityHubControl("EC2.9"),
        SecurityHubControl("EC2.25"),
        SecurityHubControl("AutoScaling.5"),
    ),
    frameworks={Framework.FSBP: ("EC2.9", "EC2.25", "AutoScaling.5")},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_389", "CKV_AWS_88"),
        Tool.CONTROL_TOWER: ("EC2.PR.8", "EC2.PR.9"),
        Tool.TRIVY: ("AWS-0009",),
    },
    good=(
        example("everything omitted, so the subnet decides", Given(INSTANCE)),
        example("no public address", Given(INSTANCE, {"associatePublicIpAddress": False})),
        example("no public address for a template's interface", _interface("false")),
        example("no public address in a fleet", _fleet(False)),
    ),
    bad=(
        *(
            example(f"a public address: {type}", Given(type, {"associatePublicIpAddress": True}))
            for type in (INSTANCE, CONFIGURATION, SPOT)
        ),
        example("a public address for a template's interface", _interface("true")),
        example("a public address in a fleet", _fleet(True)),
    ),
)
