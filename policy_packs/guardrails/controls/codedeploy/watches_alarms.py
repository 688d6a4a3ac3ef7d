"""Deployments stop when an alarm goes off."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import GROUP, group


def _check(group: Resource) -> Iterator[str]:
    alarms = group.block("alarmConfiguration")
    if not alarms.flag("enabled") or not alarms.texts("alarms"):
        yield (
            "a release goes on while its users see errors; got no alarmConfiguration.alarms, expected alarms to stop it"
        )


def _group(enabled: bool, *alarms: str) -> Given:
    return group(alarmConfiguration={"enabled": enabled, "alarms": [*alarms]})


CONTROL = Control(
    id="codedeploy.watches-alarms",
    title="Deployments stop when an alarm goes off",
    practices=("compliance.well-architected", "logging.cloudwatch"),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="That the program started says nothing about whether it works.",
    fix="set enabled of alarmConfiguration to true, and name its alarms",
    rules=(ResourceRule((GROUP,), _check),),
    detection=(ConfigRule("CODEDEPLOY_AUTO_ROLLBACK_MONITOR_ENABLED"),),
    good=(example("an alarm", _group(True, "errors")),),
    bad=(
        example("everything omitted", Given(GROUP)),
        example("off", _group(False, "errors")),
        example("no alarm", _group(True)),
    ),
)
