"""The types of Secrets Manager, and how often a secret's rotation says that it runs."""

import re

from .._properties import Block

SECRET = "aws:secretsmanager/secret:Secret"
ROTATION = "aws:secretsmanager/secretRotation:SecretRotation"

_RATE = re.compile(r"rate\(\s*(\d{1,4})\s+(hour|day)s?\s*\)")
_DAYS = {"hour": 1 / 24, "day": 1.0}
_CRON = re.compile(r"cron\(\s*(?:\S+\s+){2}(\S+)\s+(\S+)\s+(\S+)\s+\S+\s*\)")
_EVERY_NTH_MONTH = re.compile(r"(?:\*|1|1-12)/(\d{1,2})")
_LONGEST_MONTH = 31
_MONTHS = 12


def days_between(rules: Block) -> float:
    """How many days pass at most between two rotations; 0 when the rules don't say.

    Source: Secrets Manager user guide, "Schedule expressions in Secrets Manager rotation".
    """
    schedule = rules.text("scheduleExpression").strip()
    if rate := _RATE.fullmatch(schedule):
        return int(rate[1]) * _DAYS[rate[2]]
    if cron := _CRON.fullmatch(schedule):
        return _days_between(*cron.groups())
    return rules.number("automaticallyAfterDays")


def _days_between(day: str, month: str, weekday: str) -> float:
    if nth := _EVERY_NTH_MONTH.fullmatch(month):
        return int(nth[1]) * _LONGEST_MONTH
    if month != "*":
        return 0 if "-" in month else _LONGEST_MONTH * _MONTHS / (month.count(",") + 1)
    return 1 if day in ("*", "?") and weekday in ("*", "?") else _LONGEST_MONTH
