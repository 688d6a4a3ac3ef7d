"""Deployments that fail are rolled back."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import GROUP, group

_PATH = "autoRollbackConfiguration"


def _check(group: Resource) -> Iterator[str]:
    rollback = group.block(_PATH)
    if not rollback.flag("enabled") or "DEPLOYMENT_FAILURE" not in rollback.texts("events"):
        yield f"a release that fails stays; got no {_PATH} for DEPLOYMENT_FAILURE, expected one that is enabled"


def _mend(group: Resource) -> dict[str, object]:
    rollback, changes = group.block(_PATH), dict[str, object]()
    if not rollback.flag("enabled"):
        changes["enabled"] = True
    if "DEPLOYMENT_FAILURE" not in rollback.texts("events"):
        changes["events"] = [*rollback.texts("events"), "DEPLOYMENT_FAILURE"]
    return {f"{_PATH}.{name}": value for name, value in changes.items()}


def _group(enabled: bool, *events: str) -> Given:
    return group(autoRollbackConfiguration={"enabled": enabled, "events": [*events]})


CONTROL = Control(
    id="codedeploy.rolls-back",
    title="Deployments that fail are rolled back",
    practices=("compliance.well-architected", "automation.remediation"),
    severity=Severity.LOW,
    why="A half of the fleet runs a release that failed, until somebody looks.",
    fix="set enabled of autoRollbackConfiguration to true, and add DEPLOYMENT_FAILURE to its events",
    rules=(ResourceRule((GROUP,), _check, _mend),),
    detection=(ConfigRule("CODEDEPLOY_DEPLOYMENT_GROUP_AUTO_ROLLBACK_ENABLED"),),
    good=(example("on a failure", _group(True, "DEPLOYMENT_FAILURE", "DEPLOYMENT_STOP_ON_ALARM")),),
    bad=(
        example("everything omitted", Given(GROUP)),
        example("off", _group(False, "DEPLOYMENT_FAILURE")),
        example("only on an alarm", _group(True, "DEPLOYMENT_STOP_ON_ALARM")),
    ),
)
