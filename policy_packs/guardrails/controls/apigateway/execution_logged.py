"""Stages of REST APIs log what goes wrong in their methods."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._resources import Resource, Stack
from ._helpers import METHOD_SETTINGS, REST_API, REST_STAGE, REST_STAGE_INPUTS, SETTINGS_INPUTS


def _check_settings(settings: Resource) -> Iterator[str]:
    if (level := settings.block("settings").text("loggingLevel") or "OFF") not in ("ERROR", "INFO"):
        yield f"failures of methods leave no trace; got settings.loggingLevel {level}, expected ERROR or INFO"


def _check_stage(stage: Resource, stack: Stack) -> Iterator[str]:
    # Whether the settings that are there write a log is judged on them.
    if not stack.of_type(METHOD_SETTINGS) or _place(stack, stage) not in stack.once(_places_with_settings):
        yield "failures of methods leave no trace; got no MethodSettings, expected some with loggingLevel ERROR or INFO"


def _place(stack: Stack, resource: Resource) -> tuple[object, ...]:
    """What a stage and its settings share: its name, and the API."""
    return resource.text("stageName"), stack.reference(resource, "restApi", REST_API)


def _places_with_settings(stack: Stack) -> set[tuple[object, ...]]:
    return {_place(stack, settings) for settings in stack.of_type(METHOD_SETTINGS)}


def _stage(**more: Any) -> Given:
    return Given(REST_STAGE, REST_STAGE_INPUTS | more, name="stage")


def _settings(level: str | None = "ERROR", **more: Any) -> Given:
    return Given(METHOD_SETTINGS, SETTINGS_INPUTS | {"settings": {"loggingLevel": level}} | more, name="settings")


_API = Given(REST_API, {"name": "orders"}, name="api")
_OF_API: dict[str, Any] = {"restApi": Ref("api")}

CONTROL = Control(
    id="apigateway.execution-logged",
    title="Stages of REST APIs log what goes wrong in their methods",
    practices=("logging.cloudwatch",),
    severity=Severity.MEDIUM,
    why="Refused authorizers, failed integrations and throttled calls only show up in the execution log.",
    fix="add MethodSettings of the stage for */* with loggingLevel ERROR or INFO",
    rules=(ResourceRule((METHOD_SETTINGS,), _check_settings), StackRule((REST_STAGE,), _check_stage)),
    detection=(ConfigRule("API_GW_EXECUTION_LOGGING_ENABLED"), SecurityHubControl("APIGateway.1")),
    frameworks={Framework.FSBP: ("APIGateway.1",), Framework.CIS_7_0: ("4.10",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_4",), Tool.CONTROL_TOWER: ("APIGATEWAY.PR.1",)},
    good=(
        example("errors", _stage(), _settings(stageName=Ref("stage", "stageName"))),
        example("everything", _stage(), _settings("INFO")),
        example("method by method", _stage(), _settings(methodPath="orders/GET")),
        example("of an API that is made with it", _API, _stage(**_OF_API), _settings(**_OF_API)),
    ),
    bad=(
        example("no settings", _stage()),
        example("off", _stage(), _settings("OFF")),
        example("everything omitted but the method", _stage(), _settings(None)),
        example("another stage", _stage(), _settings(stageName="test")),
        example("another API", _stage(), _settings(restApi="f6g7h8i9j0")),
        example("an API beside the one that is made with it", _API, _stage(**_OF_API), _settings()),
    ),
)
