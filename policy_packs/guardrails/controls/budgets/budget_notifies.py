"""Budgets tell somebody before the money is gone."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_BUDGET = "aws:budgets/budget:Budget"
_SUBSCRIBERS = ("subscriberEmailAddresses", "subscriberSnsTopicArns")


def _check(budget: Resource) -> Iterator[str]:
    notifications = budget.blocks("notifications")
    if not any(notification.value(name) for notification in notifications for name in _SUBSCRIBERS):
        yield f"nobody hears of it; got {len(notifications)} notifications without a subscriber, expected one with some"


def _given(**notification: Any) -> Given:
    content = {"comparisonOperator": "GREATER_THAN", "threshold": 80, "thresholdType": "PERCENTAGE"}
    notifications = [content | {"notificationType": "FORECASTED"} | notification]
    return Given(_BUDGET, {"budgetType": "COST", "timeUnit": "MONTHLY", "notifications": notifications})


CONTROL = Control(
    id="budgets.budget-notifies",
    title="Budgets tell somebody before the money is gone",
    practices=("advisor.trusted-advisor", "account.organizations"),
    severity=Severity.LOW,
    why="Stolen keys often show on the bill first, weeks before anybody reads it.",
    fix="add a notification with subscriberEmailAddresses or subscriberSnsTopicArns",
    rules=(ResourceRule((_BUDGET,), _check),),
    good=(
        example("a mail", _given(subscriberEmailAddresses=["platform@anycompany.com"])),
        example("a topic", _given(subscriberSnsTopicArns=["arn:aws:sns:us-east-1:111122223333:budgets"])),
    ),
    bad=(
        example("everything omitted", Given(_BUDGET)),
        example("nobody subscribed", _given()),
        example("empty lists", _given(subscriberEmailAddresses=[], subscriberSnsTopicArns=[])),
    ),
)
