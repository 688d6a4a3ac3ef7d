"""Maintenance windows open."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import WINDOW


def _check(window: Resource) -> Iterator[str]:
    if not window.flag("enabled", default=True):
        yield "nothing of it is ever run; got enabled false, expected true"


def _mend(window: Resource) -> dict[str, bool]:
    return {} if window.flag("enabled", default=True) else {"enabled": True}


_NIGHTLY = {"schedule": "cron(0 3 * * ? *)", "duration": 3, "cutoff": 1}

CONTROL = Control(
    id="ssm.window-enabled",
    title="Maintenance windows open",
    practices=("patching.patch-manager",),
    severity=Severity.MEDIUM,
    why="Patches, and whatever else was planned for the window, wait without anybody noticing.",
    fix="set enabled to true, or delete the window",
    rules=(ResourceRule((WINDOW,), _check, _mend),),
    good=(
        example("everything omitted", Given(WINDOW)),
        example("enabled", Given(WINDOW, _NIGHTLY | {"enabled": True})),
    ),
    bad=(example("disabled", Given(WINDOW, _NIGHTLY | {"enabled": False})),),
)
