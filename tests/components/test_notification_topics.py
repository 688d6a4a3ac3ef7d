"""Each severity has a topic with its own listeners, which only the account's own rules publish to.

Not proved: that people confirm their subscription.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from components.notification_topics import NotificationTopics
from tests.conftest import HOME_REGION, World, a_service, findings, may, new_world, only
from twin.evaluator import Policies
from twin.graph import Graph

TOPIC = "aws:sns/topic:Topic"


@pytest.fixture(scope="module")
def world() -> Iterator[World]:
    with new_world() as made:
        yield made


@pytest.fixture(scope="module")
def graph(world: World) -> Graph:
    told = {"critical": ["pager@anycompany.com", "boss@anycompany.com"], "low": ["archive@anycompany.com"]}
    args: Any = {"account_id": world.accounts["first"], "told": told}
    return world.run(lambda: NotificationTopics("told", args, world.within("first")))


def test_each_severity_has_its_listeners(world: World, graph: Graph) -> None:
    sns = world.client("sns", "first")
    heard = {
        topic.inputs["name"]: sorted(
            each["Endpoint"] for each in sns.list_subscriptions_by_topic(TopicArn=topic.id)["Subscriptions"]
        )
        for topic in graph.of_type(TOPIC)
    }
    assert heard == {
        "landing-zone-findings-critical": ["boss@anycompany.com", "pager@anycompany.com"],
        "landing-zone-findings-low": ["archive@anycompany.com"],
    }


@pytest.mark.parametrize(
    ("rule", "owner", "allowed"),
    [
        ("landing-zone-findings-low", "first", True),
        ("somebody-elses", "first", False),
        ("landing-zone-findings-low", "second", False),
    ],
)
def test_rules_of_the_account_publish_and_use_the_key(
    world: World, graph: Graph, rule: str, owner: str, allowed: bool
) -> None:
    topic, account = only(graph, TOPIC, name="landing-zone-findings-low"), world.accounts["first"]
    policy = only(graph, "aws:sns/topicPolicy:TopicPolicy", arn=topic.id).inputs["policy"]
    id = world.accounts[owner]
    context = {"aws:SourceArn": f"arn:aws:events:{HOME_REGION}:{id}:rule/{rule}", "aws:SourceAccount": id}
    assert may(a_service("events"), "sns:Publish", topic.id, account, Policies(resource=policy), context) is allowed


def test_the_key_serves_rules_for_these_topics_alone(world: World, graph: Graph) -> None:
    key, account = only(graph, "aws:kms/key:Key"), world.accounts["first"]

    def decrypts(topic: str, owner: str) -> bool:
        context = {"aws:SourceAccount": world.accounts[owner], "kms:EncryptionContext:aws:sns:topicArn": topic}
        policies = Policies(resource=key.inputs["policy"])
        return may(a_service("events"), "kms:Decrypt", key.outputs["arn"], account, policies, context)

    assert all(decrypts(topic.id, "first") for topic in graph.of_type(TOPIC))
    assert not decrypts(f"arn:aws:sns:{HOME_REGION}:{account}:orders", "first")
    assert not decrypts(only(graph, TOPIC, name="landing-zone-findings-low").id, "second")


def test_the_controls_have_nothing_against_it(graph: Graph) -> None:
    assert findings(graph) == []
