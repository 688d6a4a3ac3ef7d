"""Secrets that rotate do so at least every three months."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Parameter, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import ROTATION, days_between


def _check(rotation: Resource) -> Iterator[str]:
    if not rotation.flag("rotationEnabled", default=True):
        yield "the secret stays as it is; got rotationEnabled false, expected true"
    longest = rotation.parameters["maximumDays"]
    days = days_between(rotation.block("rotationRules"))
    if days > longest:
        yield f"the secret stays the same for long; got rotationRules of {days:g} days, expected at most {longest}"


def _given(**rules: Any) -> Given:
    return Given(ROTATION, {"secretId": "shop/database", "rotationRules": rules})


CONTROL = Control(
    id="secretsmanager.rotation-frequent",
    title="Secrets that rotate do so at least every three months",
    practices=("application.secrets",),
    severity=Severity.MEDIUM,
    why="Rotation bounds how long a secret that leaked unnoticed is of use.",
    fix="set rotationRules to an interval of at most 90 days",
    rules=(ResourceRule((ROTATION,), _check),),
    detection=(ConfigRule("SECRETSMANAGER_SECRET_PERIODIC_ROTATION"), SecurityHubControl("SecretsManager.4")),
    frameworks={Framework.FSBP: ("SecretsManager.4",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_304",)},
    parameters={
        "maximumDays": Parameter(
            90, {"type": "integer", "minimum": 1, "maximum": 1000, "description": "The longest interval that passes."}
        )
    },
    good=(
        example("just three months", _given(automaticallyAfterDays=90)),
        example("a rate in days", _given(scheduleExpression="rate(90 days)")),
        example("a rate in hours", _given(scheduleExpression="rate(999 hours)")),
        example("each day", _given(scheduleExpression="cron(0 12 * * ? *)")),
        example("each day, where a day is asked for", _given(scheduleExpression="cron(0 12 ? * * *)"), maximumDays=1),
        example("each month", _given(scheduleExpression="cron(0 16 1 * ? *)"), maximumDays=31),
        example("each week", _given(scheduleExpression="cron(0 0 ? * 7 *)"), maximumDays=31),
        example("every other month", _given(scheduleExpression="cron(0 8 1 */2 ? *)")),
        example("four months a year", _given(scheduleExpression="cron(0 8 1 1,4,7,10 ? *)"), maximumDays=93),
        example("some months in a row", _given(scheduleExpression="cron(0 8 1 1-6 ? *)")),
        example("a schedule that says nothing", _given(scheduleExpression="weekly")),
        example("everything omitted but the secret", Given(ROTATION, {"secretId": "shop/database"})),
        example("as long as the configuration allows", _given(automaticallyAfterDays=365), maximumDays=365),
    ),
    bad=(
        example("a day too long", _given(automaticallyAfterDays=91)),
        example("a rate that is too slow", _given(scheduleExpression="rate(91 days)")),
        example("a rate in hours that is too slow", _given(scheduleExpression="rate(49 hours)"), maximumDays=2),
        example("every third month", _given(scheduleExpression="cron(0 8 1 1/3 ? *)")),
        example("once a year", _given(scheduleExpression="cron(0 8 1 1 ? *)"), maximumDays=365),
        example(
            "four months a year, where a month is asked for", _given(scheduleExpression="cron(0 8 1 1,4,7,10 ? *)")
        ),
        example(
            "each month, where a week is asked for", _given(scheduleExpression="cron(0 16 1 * ? *)"), maximumDays=30
        ),
        example("each week, where a day is asked for", _given(scheduleExpression="cron(0 0 ? * 7 *)"), maximumDays=1),
        example(
            "switched off",
            Given(
                ROTATION, {"secretId": "a", "rotationEnabled": False, "rotationRules": {"automaticallyAfterDays": 30}}
            ),
        ),
    ),
)
