"""APIs don't write requests and responses into their logs."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import METHOD_SETTINGS, SETTINGS_INPUTS, STAGE, STAGE_INPUTS

_NAME = "dataTraceEnabled"


def _traced(resource: Resource) -> list[str]:
    """The dotted paths of what is on."""
    paths = [f"{name}.{_NAME}" for name in ("settings", "defaultRouteSettings") if resource.block(name).flag(_NAME)]
    routes = enumerate(resource.blocks("routeSettings"))
    return paths + [f"routeSettings.{index}.{_NAME}" for index, route in routes if route.flag(_NAME)]


def _check(resource: Resource) -> Iterator[str]:
    for path in _traced(resource):
        yield f"bodies with passwords and personal data end up in the log; got {path} true, expected false"


def _mend(resource: Resource) -> dict[str, bool]:
    return dict.fromkeys(_traced(resource), False)


def _settings(**settings: Any) -> Given:
    return Given(METHOD_SETTINGS, SETTINGS_INPUTS | {"settings": {"loggingLevel": "ERROR"} | settings})


_QUIET, _LOUD = {"loggingLevel": "ERROR", _NAME: False}, {"loggingLevel": "INFO", _NAME: True}

CONTROL = Control(
    id="apigateway.no-data-trace",
    title="APIs don't write requests and responses into their logs",
    practices=("application.secure-coding", "application.secrets"),
    severity=Severity.MEDIUM,
    why="Logs are read by more people and kept longer than the data that the tracing copies into them.",
    fix="set dataTraceEnabled to false, or leave it out",
    rules=(ResourceRule((METHOD_SETTINGS, STAGE), _check, _mend),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_276",)},
    good=(
        example("everything omitted", _settings()),
        example("off", _settings(**_QUIET)),
        example("off for routes", Given(STAGE, STAGE_INPUTS | {"defaultRouteSettings": _QUIET})),
    ),
    bad=(
        example("on", _settings(**_LOUD)),
        example("on for routes", Given(STAGE, STAGE_INPUTS | {"defaultRouteSettings": _LOUD})),
        example(
            "on for one route",
            Given(STAGE, STAGE_INPUTS | {"routeSettings": [{"routeKey": "a"} | _QUIET, {"routeKey": "b"} | _LOUD]}),
        ),
    ),
)
