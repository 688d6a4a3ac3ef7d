"""SNS in the embedded AWS: topics, policies and subscriptions are made, read back, changed and deleted.

Not proved: that messages arrive, and that people confirm; moto takes each subscription for confirmed.
"""

from __future__ import annotations

import json
from typing import Any

from tests.conftest import HOME_REGION, OTHER_REGION, World
from tests.twin.resources._life import Life

TOPIC = "aws:sns/topic:Topic"
POLICY = "aws:sns/topicPolicy:TopicPolicy"
SUBSCRIPTION = "aws:sns/topicSubscription:TopicSubscription"


def topic(world: World, **inputs: Any) -> Life:
    return Life(world, TOPIC, name="alerts", **{"kmsMasterKeyId": "alias/alerts", **inputs})


def policy(arn: str, service: str) -> str:
    principal = {"Service": f"{service}.amazonaws.com"}
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sns:Publish", "Resource": arn}
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]})


def test_a_topic_is_made_in_its_account_and_region(world: World) -> None:
    life = topic(world, displayName="Alerts", tags={"team": "security"})
    assert life.id == f"arn:aws:sns:{OTHER_REGION}:{world.accounts['first']}:alerts"
    sns = world.client("sns", "first", OTHER_REGION)
    assert sns.get_topic_attributes(TopicArn=life.id)["Attributes"]["KmsMasterKeyId"] == "alias/alerts"
    assert sns.list_tags_for_resource(ResourceArn=life.id)["Tags"] == [{"Key": "team", "Value": "security"}]
    for account, region in (("first", HOME_REGION), ("second", OTHER_REGION)):
        assert world.client("sns", account, region).list_topics()["Topics"] == []


def test_a_topic_changes_in_place_and_goes(world: World) -> None:
    life = topic(world)
    life.change(displayName="Alarms", kmsMasterKeyId="alias/alarms")
    life.delete()
    assert life.live() is None


def test_a_topic_s_policy_goes_back_to_the_owner_s(world: World) -> None:
    arn = topic(world).id
    life = Life(world, POLICY, arn=arn, policy=policy(arn, "cloudwatch"))
    life.change(policy=policy(arn, "events"))
    life.delete()
    held = world.client("sns", "first", OTHER_REGION).get_topic_attributes(TopicArn=arn)["Attributes"]["Policy"]
    (statement,) = json.loads(held)["Statement"]
    assert statement["Condition"] == {"StringEquals": {"AWS:SourceOwner": world.accounts["first"]}}


def test_a_subscription_changes_in_place_and_goes(world: World) -> None:
    arn = topic(world).id
    life = Life(world, SUBSCRIPTION, topic=arn, protocol="email", endpoint="security@anycompany.com")
    assert life.outputs["pendingConfirmation"] is True
    life.change(filterPolicy=json.dumps({"severity": ["high"]}))
    sns = world.client("sns", "first", OTHER_REGION)
    (held,) = sns.list_subscriptions_by_topic(TopicArn=arn)["Subscriptions"]
    assert (held["Protocol"], held["Endpoint"]) == ("email", "security@anycompany.com")
    life.delete()
    assert life.live() is None


def test_a_queue_is_subscribed_with_messages_as_they_are(world: World) -> None:
    queue = f"arn:aws:sqs:{OTHER_REGION}:{world.accounts['first']}:alerts"
    arn = topic(world).id
    life = Life(world, SUBSCRIPTION, topic=arn, protocol="sqs", endpoint=queue, rawMessageDelivery=True)
    assert (life.live() or {})["rawMessageDelivery"] is True
