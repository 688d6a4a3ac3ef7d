"""Channels of Interactive Video Service play for viewers with a token only."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_CHANNEL = "aws:ivs/channel:Channel"


def _check(channel: Resource) -> Iterator[str]:
    if not channel.flag("authorized"):
        yield "whoever has the address watches; got authorized false, expected true"


CONTROL = Control(
    id="ivs.playback-authorized",
    title="Channels of Interactive Video Service play for viewers with a token only",
    practices=("application.secure-coding",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="An address that one viewer passes on plays for everybody, and playback is paid by the hour.",
    fix="set authorized to true, and sign tokens with a playback key pair",
    rules=(ResourceRule((_CHANNEL,), _check),),
    detection=(ConfigRule("IVS_CHANNEL_PLAYBACK_AUTHORIZATION_ENABLED"),),
    good=(example("with a token", Given(_CHANNEL, {"name": "live", "authorized": True})),),
    bad=(
        example("everything omitted", Given(_CHANNEL)),
        example("for everybody", Given(_CHANNEL, {"name": "live", "authorized": False})),
    ),
)
