"""Missing patches are looked for every day.

Source: Systems Manager user guide, "Reference: cron and rate expressions".
"""

import re
from collections.abc import Iterator

from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource
from ._helpers import ASSOCIATION, association, patching

_RATE = re.compile(r"rate\((\d{1,9}) (minute|hour|day)s?\)")
_CRON = re.compile(r"cron\((.+)\)")
_A_DAY = {"minute": 24 * 60, "hour": 24, "day": 1}
_EVERY = ("*", "?", "*/1", "1/1")


def _is_daily(schedule: str) -> bool:
    if rate := _RATE.fullmatch(schedule):
        return int(rate[1]) <= _A_DAY[rate[2]]
    if cron := _CRON.fullmatch(schedule):
        # The last four of six or seven fields are days of the month, months, days of the week and years.
        return all(field in _EVERY for field in cron[1].split()[-4:])
    return False


def _check(association: Resource) -> Iterator[str]:
    schedule = association.text("scheduleExpression")
    if patching(association) == "Scan" and not _is_daily(schedule):
        yield f"missing patches stay unseen; got scheduleExpression {schedule or 'missing'}, expected one for each day"


def _scan(schedule: str | None) -> Given:
    return association("Scan", scheduleExpression=schedule)


CONTROL = Control(
    id="ssm.patch-scan-daily",
    title="Missing patches are looked for every day",
    practices=("patching.patch-manager", "compliance.access-audit"),
    severity=Severity.LOW,
    why="Compliance is as old as the last scan; between two of them nobody knows what is open.",
    fix="set scheduleExpression to rate(1 day) or less",
    rules=(ResourceRule((ASSOCIATION,), _check),),
    detection=(SecurityHubControl("SSM.3"),),
    frameworks={Framework.FSBP: ("SSM.3",)},
    good=(
        example("everything omitted", Given(ASSOCIATION)),
        *(
            example(schedule, _scan(schedule))
            for schedule in (
                "rate(1 day)",
                "rate(24 hours)",
                "rate(1440 minutes)",
                "cron(0 2 * * ? *)",
                "cron(0 0/6 ? * * *)",
            )
        ),
        example("installs weekly", association("Install", scheduleExpression="rate(7 days)")),
        example(
            "another document", association("Scan", "AWS-GatherSoftwareInventory", scheduleExpression="rate(7 days)")
        ),
    ),
    bad=(
        example("once", _scan(None)),
        *(
            example(schedule, _scan(schedule))
            for schedule in (
                *("rate(2 days)", "rate(25 hours)", "rate(1441 minutes)", "rate(1 week)", "at(2026-12-01T00:00:00)"),
                *("cron(0 2 1 * ? *)", "cron(0 2 ? * SUN *)", "cron(0 2 * 1 ? *)", "cron(0 2 * * ? 2027)"),
            )
        ),
    ),
)
