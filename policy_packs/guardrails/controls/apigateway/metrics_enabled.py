"""Methods of REST APIs report metrics of their own."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import METHOD_SETTINGS, SETTINGS_INPUTS


def _is_silent(settings: Resource) -> bool:
    return not settings.block("settings").flag("metricsEnabled")


def _check(settings: Resource) -> Iterator[str]:
    if _is_silent(settings):
        yield "errors of single methods go unseen; got settings.metricsEnabled false, expected true"


def _mend(settings: Resource) -> dict[str, bool]:
    return {"settings.metricsEnabled": True} if _is_silent(settings) else {}


def _settings(**settings: Any) -> Given:
    return Given(METHOD_SETTINGS, SETTINGS_INPUTS | {"settings": {"loggingLevel": "ERROR"} | settings})


CONTROL = Control(
    id="apigateway.metrics-enabled",
    title="Methods of REST APIs report metrics of their own",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="In the figures of a whole stage, a method that fails or is searched for weaknesses doesn't stand out.",
    fix="set settings.metricsEnabled to true",
    rules=(ResourceRule((METHOD_SETTINGS,), _check, _mend),),
    good=(example("on", _settings(metricsEnabled=True)), example("on, as text", _settings(metricsEnabled="true"))),
    bad=(example("everything omitted", _settings()), example("off", _settings(metricsEnabled=False))),
)
