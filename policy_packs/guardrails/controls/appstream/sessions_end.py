"""Streaming sessions end when nobody uses them."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._properties import each
from .._resources import Resource

_FLEET = "aws:appstream/fleet:Fleet"
# What each timeout is without being set, in seconds; 0 is none.
_DEFAULTS = {
    "maxUserDurationInSeconds": 57600,
    "disconnectTimeoutInSeconds": 900,
    "idleDisconnectTimeoutInSeconds": 0,
}


def _check(fleet: Resource) -> Iterator[str]:
    longest = fleet.parameters["timeouts"]
    yield from each(longest, lambda name: _check_timeout(fleet, name, longest[name]))


def _check_timeout(fleet: Resource, name: str, longest: int) -> Iterator[str]:
    seconds = fleet.number(name, default=_DEFAULTS[name])
    if seconds == 0 or seconds > longest:
        yield f"who leaves the desk leaves the session to others; got {name} {seconds:g}, expected at most {longest}"


_LIMITS = {"maxUserDurationInSeconds": 36000, "disconnectTimeoutInSeconds": 900, "idleDisconnectTimeoutInSeconds": 900}
_SECONDS = {"type": "integer", "minimum": 60, "maximum": 432000}


def _fleet(**timeouts: int) -> Given:
    return Given(_FLEET, {"name": "apps", "instanceType": "stream.standard.small", **_LIMITS, **timeouts})


CONTROL = Control(
    id="appstream.sessions-end",
    title="Streaming sessions end when nobody uses them",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="An open session is a logged-in user, for whoever comes by.",
    fix="set maxUserDurationInSeconds, disconnectTimeoutInSeconds and idleDisconnectTimeoutInSeconds",
    rules=(ResourceRule((_FLEET,), _check),),
    parameters={
        "timeouts": Parameter(
            _LIMITS,
            {
                "type": "object",
                "properties": dict.fromkeys(_LIMITS, _SECONDS),
                "additionalProperties": False,
                "description": "The longest that each timeout may be, in seconds; those left out are not judged.",
            },
        )
    },
    good=(
        example("as long as may be", _fleet()),
        example("short", _fleet(**dict.fromkeys(_LIMITS, 60))),
        example("the timeout that is set by default", Given(_FLEET), timeouts={"disconnectTimeoutInSeconds": 900}),
        example("the length that is set by default", Given(_FLEET), timeouts={"maxUserDurationInSeconds": 57600}),
    ),
    bad=(
        example("everything omitted", Given(_FLEET)),
        *(example(f"{name} too long", _fleet(**{name: limit + 1})) for name, limit in _LIMITS.items()),
        example("idle for ever", _fleet(idleDisconnectTimeoutInSeconds=0)),
        example("idle by default", Given(_FLEET), timeouts={"idleDisconnectTimeoutInSeconds": 3600}),
        example("longer than by default", Given(_FLEET), timeouts={"maxUserDurationInSeconds": 57599}),
        example("disconnected for longer than by default", Given(_FLEET), timeouts={"disconnectTimeoutInSeconds": 899}),
    ),
)
