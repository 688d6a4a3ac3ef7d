"""Keys of a Grafana workspace end soon."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_KEYS = (
    "aws:grafana/workspaceApiKey:WorkspaceApiKey",
    "aws:grafana/workspaceServiceAccountToken:WorkspaceServiceAccountToken",
)
_DAY = 24 * 60 * 60


def _check(key: Resource) -> Iterator[str]:
    most = key.parameters["days"]
    seconds = key.number("secondsToLive")
    if seconds > most * _DAY:
        yield f"whoever finds the key has long to use it; got secondsToLive {seconds:g}, expected at most {most * _DAY}"


def _given(seconds: int, type: str = _KEYS[0]) -> Given:
    return Given(type, {"workspaceId": "g-a1b2c3d4e5", "secondsToLive": seconds})


CONTROL = Control(
    id="grafana.keys-short-lived",
    title="Keys of a Grafana workspace end soon",
    practices=("application.secrets",),
    severity=Severity.LOW,
    why="The key is in the state of the stack, and in whatever was configured with it.",
    fix="lower secondsToLive, and make a new key with each deploy",
    rules=(ResourceRule(_KEYS, _check),),
    parameters={
        "days": Parameter(7, {"type": "integer", "minimum": 1, "description": "The days that a key may be valid."})
    },
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _KEYS),
        example("a week", _given(7 * _DAY)),
        example("more by the configuration", _given(30 * _DAY), days=30),
    ),
    bad=(
        *(example(f"longer than a week: {type}", _given(7 * _DAY + 1, type)) for type in _KEYS),
        example("longer than the configuration says", _given(2 * _DAY), days=1),
    ),
)
