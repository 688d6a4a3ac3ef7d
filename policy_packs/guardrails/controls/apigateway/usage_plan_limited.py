"""Usage plans limit how much a key may call."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_PLAN = "aws:apigateway/usagePlan:UsagePlan"


def _check(plan: Resource) -> Iterator[str]:
    if "throttleSettings" not in plan and "quotaSettings" not in plan:
        yield "one key may use up what all share; got no throttleSettings and no quotaSettings, expected a limit"


def _given(**more: Any) -> Given:
    return Given(_PLAN, {"name": "partners", "apiStages": [{"apiId": "a1b2c3d4e5", "stage": "live"}]} | more)


CONTROL = Control(
    id="apigateway.usage-plan-limited",
    title="Usage plans limit how much a key may call",
    practices=("application.secure-coding", "network.waf-shield"),
    severity=Severity.LOW,
    why="One customer's loop, or one stolen key, otherwise throttles every API of the account in the region.",
    fix="set throttleSettings or quotaSettings",
    rules=(ResourceRule((_PLAN,), _check),),
    good=(
        example("a rate", _given(throttleSettings={"rateLimit": 100, "burstLimit": 200})),
        example("a quota", _given(quotaSettings={"limit": 10000, "period": "DAY"})),
    ),
    bad=(example("everything omitted", Given(_PLAN)), example("no limit", _given())),
)
