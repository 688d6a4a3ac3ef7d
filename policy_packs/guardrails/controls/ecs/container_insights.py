"""Clusters report how their containers do."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import CLUSTER

_DEFAULT = "aws:ecs/accountSettingDefault:AccountSettingDefault"
_NAME = "containerInsights"


def _check(cluster: Resource) -> Iterator[str]:
    values = [setting.text("value") for setting in cluster.blocks("settings") if setting.text("name") == _NAME]
    if not values or "disabled" in values:
        yield f"nobody sees what the tasks do; got {_NAME} {values[0] if values else 'missing'}, expected enhanced"


def _check_default(setting: Resource) -> Iterator[str]:
    if setting.text("name") == _NAME and setting.text("value") == "disabled":
        yield f"nobody sees what the tasks of new clusters do; got {_NAME} disabled, expected enhanced"


def _setting(value: str, name: str = _NAME) -> dict[str, str]:
    return {"name": name, "value": value}


CONTROL = Control(
    id="ecs.container-insights",
    title="Clusters report how their containers do",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Restarts, memory and network of the containers show a break-in and a failure before the users do.",
    fix="set containerInsights in settings to enhanced",
    rules=(ResourceRule((CLUSTER,), _check), ResourceRule((_DEFAULT,), _check_default)),
    detection=(ConfigRule("ECS_CONTAINER_INSIGHTS_ENABLED"), SecurityHubControl("ECS.12")),
    frameworks={Framework.FSBP: ("ECS.12",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_65",),
        Tool.CONTROL_TOWER: ("ECS.PR.2",),
        Tool.TRIVY: ("AWS-0034",),
    },
    good=(
        *(example(value, Given(CLUSTER, {"settings": [_setting(value)]})) for value in ("enabled", "enhanced")),
        example("the default of an account", Given(_DEFAULT, _setting("enabled"))),
        example("another default of an account", Given(_DEFAULT, _setting("disabled", "fargateFIPSMode"))),
    ),
    bad=(
        example("everything omitted", Given(CLUSTER)),
        example("off", Given(CLUSTER, {"settings": [_setting("disabled")]})),
        example("another setting", Given(CLUSTER, {"settings": [_setting("enabled", "other")]})),
        example("off by the account's default", Given(_DEFAULT, _setting("disabled"))),
    ),
)
