"""The account blocks what comes from the internet to its VPCs."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_OPTIONS = "aws:ec2/vpcBlockPublicAccessOptions:VpcBlockPublicAccessOptions"
_BLOCKING = ("block-bidirectional", "block-ingress")


def _check(options: Resource) -> Iterator[str]:
    mode = options.text("internetGatewayBlockMode")
    if mode not in _BLOCKING:
        yield (
            "internet gateways work in every VPC; "
            f"got internetGatewayBlockMode {mode or 'none'}, expected {' or '.join(_BLOCKING)}"
        )


CONTROL = Control(
    id="vpc.public-access-blocked",
    title="The account blocks what comes from the internet to its VPCs",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="One setting keeps every later mistake with gateways, routes and groups from reaching the internet.",
    fix="set internetGatewayBlockMode to block-ingress or block-bidirectional, and exclude the public subnets",
    rules=(ResourceRule((_OPTIONS,), _check),),
    detection=(SecurityHubControl("EC2.172"),),
    frameworks={Framework.FSBP: ("EC2.172",)},
    good=tuple(example(mode, Given(_OPTIONS, {"internetGatewayBlockMode": mode})) for mode in _BLOCKING),
    bad=(
        example("off", Given(_OPTIONS, {"internetGatewayBlockMode": "off"})),
        example("everything omitted", Given(_OPTIONS)),
    ),
)
