"""Instances stand in one network only."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import INSTANCE, SPOT, TEMPLATE

_ATTACHMENT = "aws:ec2/networkInterfaceAttachment:NetworkInterfaceAttachment"


def _check(resource: Resource) -> Iterator[str]:
    names = ("networkInterfaces", "secondaryNetworkInterfaces", "secondaryInterfaces", "primaryNetworkInterface")
    interfaces = sum(len(resource.blocks(name)) for name in names)
    if interfaces > 1:
        yield f"the instance stands in several networks; got {interfaces} network interfaces, expected one"


def _check_attachment(attachment: Resource) -> Iterator[str]:
    index = attachment.number("deviceIndex")
    if index > 0:
        yield f"the instance stands in several networks; got a second interface, deviceIndex {index:g}, expected one"


def _interfaces(*ids: str) -> list[dict[str, object]]:
    return [{"networkInterfaceId": id, "deviceIndex": index} for index, id in enumerate(ids)]


def _attachment(index: int) -> Given:
    return Given(_ATTACHMENT, {"instanceId": "i-0a1b2c3d", "networkInterfaceId": "eni-0a1b2c3d", "deviceIndex": index})


CONTROL = Control(
    id="ec2.single-network-interface",
    title="Instances stand in one network only",
    practices=("network.private-subnets", "network.security-groups"),
    severity=Severity.LOW,
    why="An instance with a foot in two subnets is a bridge around the rules between them.",
    fix="leave one network interface, and connect networks by routes and firewalls",
    tier=Tier.REGULATED,
    rules=(ResourceRule((INSTANCE, SPOT, TEMPLATE), _check), ResourceRule((_ATTACHMENT,), _check_attachment)),
    detection=(ConfigRule("EC2_INSTANCE_MULTIPLE_ENI_CHECK"), SecurityHubControl("EC2.17")),
    frameworks={Framework.FSBP: ("EC2.17",)},
    equivalents={Tool.CONTROL_TOWER: ("EC2.PR.12",)},
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (INSTANCE, SPOT, TEMPLATE)),
        example("one interface", Given(INSTANCE, {"networkInterfaces": _interfaces("eni-0a1b")})),
        example("the first interface", _attachment(0)),
    ),
    bad=(
        *(
            example(f"two interfaces: {type}", Given(type, {"networkInterfaces": _interfaces("eni-0a1b", "eni-0c2d")}))
            for type in (INSTANCE, SPOT, TEMPLATE)
        ),
        example(
            "a secondary interface beside the primary",
            Given(
                INSTANCE,
                {
                    "primaryNetworkInterface": {"networkInterfaceId": "eni-0a1b"},
                    "secondaryNetworkInterfaces": [{"networkCardIndex": 1, "secondarySubnetId": "ss-0a1b"}],
                },
            ),
        ),
        example(
            "a secondary interface of a template",
            Given(
                TEMPLATE,
                {
                    "networkInterfaces": [{"deviceIndex": 0}],
                    "secondaryInterfaces": [{"networkCardIndex": 1, "secondarySubnetId": "ss-0a1b"}],
                },
            ),
        ),
        example("a second interface", _attachment(1)),
    ),
)
