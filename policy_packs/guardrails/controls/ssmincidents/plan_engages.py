"""Response plans reach people."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_PLAN = "aws:ssmincidents/responsePlan:ResponsePlan"


def _check(plan: Resource) -> Iterator[str]:
    if (
        not plan.texts("engagements")
        and not plan.texts("chatChannels")
        and "pagerduties" not in plan.block("integration")
    ):
        yield "an incident starts and nobody comes; got no engagements and no chatChannels, expected some"


def _given(**inputs: Any) -> Given:
    return Given(_PLAN, {"name": "outage", "incidentTemplate": {"title": "Outage", "impact": 1}} | inputs)


CONTROL = Control(
    id="ssmincidents.plan-engages",
    title="Response plans reach people",
    practices=("response.plan",),
    severity=Severity.LOW,
    why="A plan that only opens a page in the console is noticed by whoever happens to look there.",
    fix="set engagements to the ARNs of contacts, or chatChannels",
    rules=(ResourceRule((_PLAN,), _check),),
    good=(
        example("a contact", _given(engagements=["arn:aws:ssm-contacts:us-east-1:111122223333:contact/on-call"])),
        example("a chat", _given(chatChannels=["arn:aws:sns:us-east-1:111122223333:incidents"])),
        example("another service", _given(integration={"pagerduties": [{"name": "a", "serviceId": "b"}]})),
    ),
    bad=(
        example("everything omitted", Given(_PLAN)),
        example("empty lists", _given(engagements=[], chatChannels=[])),
        example("an empty integration", _given(integration={})),
    ),
)
