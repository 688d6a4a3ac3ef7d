"""Instances have no public address."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._properties import Block, each
from .._resources import Resource

_INSTANCE = "aws:ec2/instance:Instance"
_TEMPLATE = "aws:ec2/launchTemplate:LaunchTemplate"
_CONFIGURATION = "aws:ec2/launchConfiguration:LaunchConfiguration"
_TYPES = (_INSTANCE, _TEMPLATE, _CONFIGURATION, "aws:ec2/spotInstanceRequest:SpotInstanceRequest")


def _check(resource: Resource) -> Iterator[str]:
    # Left out, the subnet decides: vpc.subnet-no-public-ip.
    yield from each([resource, *resource.blocks("networkInterfaces")], _check_interface)


def _check_interface(interface: Block) -> Iterator[str]:
    if interface.flag("associatePublicIpAddress"):
        path = interface.path("associatePublicIpAddress")
        yield f"the instance can be reached from the internet; got {path} true, expected false"


def _interface(public: str) -> Given:
    return Given(_TEMPLATE, {"networkInterfaces": [{"associatePublicIpAddress": public}]})


CONTROL = Control(
    id="ec2.instance-no-public-ip",
    title="Instances have no public address",
    practices=("network.private-subnets",),
    severity=Severity.HIGH,
    why="A public address puts every open port and every flaw of the instance in front of the whole internet.",
    fix="set associatePublicIpAddress to false and publish the instance by a load balancer",
    rules=(ResourceRule(_TYPES, _check),),
    detection=(
        ConfigRule("EC2_INSTANCE_NO_PUBLIC_IP"),
        ConfigRule("EC2_LAUNCH_TEMPLATE_PUBLIC_IP_DISABLED"),
        SecurityHubControl("EC2.9"),
        SecurityHubControl("EC2.25"),
        SecurityHubControl("AutoScaling.5"),
    ),
    frameworks={Framework.FSBP: ("EC2.9", "EC2.25", "AutoScaling.5")},
    good=(
        example("everything omitted, so the subnet decides", Given(_INSTANCE)),
        example("no public address", Given(_INSTANCE, {"associatePublicIpAddress": False})),
        example("no public address for a template's interface", _interface("false")),
    ),
    bad=(
        example("a public address", Given(_INSTANCE, {"associatePublicIpAddress": True})),
        example("a public address for a template's interface", _interface("true")),
        example(
            "a public address for a launch configuration",
            Given(
                _CONFIGURATION,
                {
                    "imageId": "ami-0a1b2c3d4e5f60718",
                    "instanceType": "m7g.large",
                    "associatePublicIpAddress": True,
                },
            ),
        ),
    ),
)
