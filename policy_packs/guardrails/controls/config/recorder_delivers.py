"""Every AWS Config recorder delivers what it records."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import RECORDER, ROLE, is_here

_CHANNEL = "aws:cfg/deliveryChannel:DeliveryChannel"


def _check(recorder: Resource, stack: Stack) -> Iterator[str]:
    if not any(is_here(channel, recorder) for channel in stack.beside(recorder, _CHANNEL)):
        yield "what is recorded goes nowhere; got no delivery channel in the recorder's region, expected one"


def _channel(region: str) -> Given:
    return Given(_CHANNEL, {"s3BucketName": "config-archive", "region": region}, name="channel")


_RECORDER = Given(RECORDER, {"name": "default", "roleArn": ROLE, "region": "eu-central-1"}, name="recorder")

CONTROL = Control(
    id="config.recorder-delivers",
    title="Every AWS Config recorder delivers what it records",
    practices=("account.config", "logging.centralized"),
    severity=Severity.HIGH,
    why="AWS Config doesn't start a recorder without a channel, and keeps no history for others to read.",
    fix="add a delivery channel in the recorder's region",
    rules=(StackRule((RECORDER,), _check),),
    detection=(SecurityHubControl("Config.1"),),
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("Config.1",),
        Framework.CIS_3_0: ("3.3",),
        Framework.CIS_5_0: ("3.3",),
        Framework.CIS_7_0: ("4.3",),
    },
    good=(example("a channel", _RECORDER, _channel("eu-central-1")),),
    bad=(
        example("no channel", _RECORDER),
        example("a channel elsewhere", _RECORDER, _channel("eu-west-1")),
    ),
)
