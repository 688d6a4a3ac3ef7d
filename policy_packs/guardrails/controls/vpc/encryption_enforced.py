"""Encryption controls of VPCs refuse plain traffic.

Source: Amazon VPC user guide, "VPC encryption controls".
"""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CONTROL = "aws:ec2/vpcEncryptionControl:VpcEncryptionControl"


def _check(control: Resource) -> Iterator[str]:
    mode = control.text("mode")
    if mode != "enforce":
        yield f"plain traffic is only reported; got mode {mode or 'none'}, expected enforce"
    excluded = [path for path, text in control.strings() if path.endswith("Exclusion") and text == "enable"]
    if excluded:
        yield f"some traffic may stay plain; got {', '.join(sorted(excluded))} enable, expected disable"


_MAIN = {"vpcId": "vpc-0a1b2c3d"}

CONTROL = Control(
    id="vpc.encryption-enforced",
    title="Encryption controls of VPCs refuse plain traffic",
    practices=("data.in-transit",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A control that reports, or leaves gateways out, shows what is plain and lets it stay so.",
    fix="move what still speaks plainly, then set mode to enforce and all exclusions to disable",
    rules=(ResourceRule((_CONTROL,), _check),),
    good=(
        example("enforced", Given(_CONTROL, _MAIN | {"mode": "enforce"})),
        example("a tag of that name", Given(_CONTROL, _MAIN | {"mode": "enforce", "tags": {"logs": "enable"}})),
        example("nothing is left out", Given(_CONTROL, _MAIN | {"mode": "enforce", "lambdaExclusion": "disable"})),
    ),
    bad=(
        example("everything omitted but the VPC", Given(_CONTROL, _MAIN)),
        example("only reported", Given(_CONTROL, _MAIN | {"mode": "monitor"})),
        example("a gateway is left out", Given(_CONTROL, _MAIN | {"mode": "enforce", "natGatewayExclusion": "enable"})),
    ),
)
