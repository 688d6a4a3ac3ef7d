"""EventBridge in the embedded AWS: rules and targets are held by moto, in their account and region.

Not proved: that events are delivered.
"""

from __future__ import annotations

import json

import pytest

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life

RULE = "aws:cloudwatch/eventRule:EventRule"
TARGET = "aws:cloudwatch/eventTarget:EventTarget"
PATTERN = json.dumps({"source": ["aws.securityhub"]})
TOPIC = "arn:aws:sns:eu-west-1:111122223333:people"


@pytest.mark.parametrize("bus", [{}, {"eventBusName": "security"}])
def test_a_rule_and_its_target_live_and_go(world: World, bus: dict[str, str]) -> None:
    events = world.client("events", "first", OTHER_REGION)
    name = bus.get("eventBusName", "default")
    if bus:
        events.create_event_bus(Name=name)
    rule = Life(world, RULE, name="findings", eventPattern=PATTERN, description="Findings", **bus)
    assert rule.live() == {"name": "findings", "eventPattern": PATTERN, "description": "Findings"}
    assert rule.outputs["arn"] in [each["Arn"] for each in events.list_rules(EventBusName=name)["Rules"]]
    assert world.client("events", "first", HOME_REGION).list_rules()["Rules"] == []
    rule.change(description="Findings of all accounts")

    said = {"inputPaths": {"title": "$.detail.title"}, "inputTemplate": '"<title>"'}
    target = Life(world, TARGET, rule="findings", targetId="people", arn=TOPIC, inputTransformer=said, **bus)
    assert target.live() == {"arn": TOPIC, "inputTransformer": said}
    target.change(inputTransformer={**said, "inputTemplate": '"New: <title>"'})
    target.delete()
    assert target.live() is None
    rule.delete()
    assert rule.live() is None


def test_a_rule_can_run_by_the_clock(world: World) -> None:
    rule = Life(world, RULE, name="daily", scheduleExpression="rate(1 day)")
    assert rule.live() == {"name": "daily", "scheduleExpression": "rate(1 day)"}
