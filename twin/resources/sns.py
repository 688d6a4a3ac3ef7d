"""Amazon Simple Notification Service."""

from __future__ import annotations

import json
from typing import Any

from ..handlers import Handler, Place, Properties, Put, tag_list, unless_gone

_GONE = ("NotFound", "NotFoundException")
# Inputs of the provider that are attributes of a topic, or of a subscription, in AWS's names.
_TOPIC = {
    "deliveryPolicy": "DeliveryPolicy",
    "displayName": "DisplayName",
    "kmsMasterKeyId": "KmsMasterKeyId",
    "policy": "Policy",
    "signatureVersion": "SignatureVersion",
    "tracingConfig": "TracingConfig",
}
_SUBSCRIPTION = {
    "filterPolicy": "FilterPolicy",
    "filterPolicyScope": "FilterPolicyScope",
    "rawMessageDelivery": "RawMessageDelivery",
    "redrivePolicy": "RedrivePolicy",
    "subscriptionRoleArn": "SubscriptionRoleArn",
}


def _attributes(inputs: Properties, names: dict[str, str]) -> dict[str, str]:
    """The attributes that are asked for; SNS takes text only."""
    asked = {member: inputs[name] for name, member in names.items() if inputs.get(name) is not None}
    return {member: str(value).lower() if isinstance(value, bool) else str(value) for member, value in asked.items()}


def _live(attributes: Properties, inputs: Properties, names: dict[str, str]) -> dict[str, Any]:
    live = {name: attributes.get(member) for name, member in names.items()}
    return {name: value == "true" if isinstance(inputs.get(name), bool) else value for name, value in live.items()}


class Topic(Handler):
    token = "aws:sns/topic:Topic"
    replaces = frozenset(("fifoTopic", "name", "namePrefix", "region"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        fifo = {"FifoTopic": "true"} if inputs.get("fifoTopic") else {}
        arn = at.client("sns").create_topic(
            Name=inputs["name"], Attributes={**_attributes(inputs, _TOPIC), **fifo}, Tags=tag_list(inputs)
        )["TopicArn"]
        return arn, {"arn": arn, "owner": at.account}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        answer = unless_gone(lambda: at.client("sns").get_topic_attributes(TopicArn=id), *_GONE)
        if answer is None:
            return None
        return {"arn": id, "name": id.rpartition(":")[2], **_live(answer["Attributes"], inputs, _TOPIC)}

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        for name, value in _attributes(inputs, _TOPIC).items():
            at.client("sns").set_topic_attributes(TopicArn=id, AttributeName=name, AttributeValue=value)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("sns").delete_topic(TopicArn=id)


class TopicPolicy(Put):
    token = "aws:sns/topicPolicy:TopicPolicy"
    replaces = frozenset(("arn", "region"))

    def put(self, at: Place, inputs: Properties) -> str:
        at.client("sns").set_topic_attributes(
            TopicArn=inputs["arn"], AttributeName="Policy", AttributeValue=inputs["policy"]
        )
        return str(inputs["arn"])

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        answer = unless_gone(lambda: at.client("sns").get_topic_attributes(TopicArn=id), *_GONE)
        return {"arn": id, "policy": answer["Attributes"]["Policy"]} if answer else None

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        # A topic is never without a policy: the provider goes back to SNS's own, for the topic's account.
        own = {
            "Effect": "Allow",
            "Principal": {"AWS": "*"},
            "Action": ["SNS:GetTopicAttributes", "SNS:SetTopicAttributes", "SNS:Subscribe", "SNS:Publish"],
            "Resource": id,
            "Condition": {"StringEquals": {"AWS:SourceOwner": at.account}},
        }
        self.put(at, {"arn": id, "policy": json.dumps({"Version": "2012-10-17", "Statement": [own]})})


class TopicSubscription(Handler):
    """moto takes every subscription for confirmed; AWS sends a mail first."""

    token = "aws:sns/topicSubscription:TopicSubscription"
    replaces = frozenset(("endpoint", "protocol", "region", "topic"))

    def create(self, at: Place, inputs: Properties) -> tuple[str, Properties]:
        arn = at.client("sns").subscribe(
            TopicArn=inputs["topic"],
            Protocol=inputs["protocol"],
            Endpoint=inputs["endpoint"],
            Attributes=_attributes(inputs, _SUBSCRIPTION),
            ReturnSubscriptionArn=True,
        )["SubscriptionArn"]
        return arn, {"arn": arn, "ownerId": at.account, "pendingConfirmation": inputs["protocol"].startswith("email")}

    def read(self, at: Place, id: str, inputs: Properties) -> Properties | None:
        answer = unless_gone(lambda: at.client("sns").get_subscription_attributes(SubscriptionArn=id), *_GONE)
        if answer is None:
            return None
        live = answer["Attributes"]
        return {
            "arn": id,
            "topic": live["TopicArn"],
            "protocol": live["Protocol"],
            "endpoint": live["Endpoint"],
            **_live(live, inputs, _SUBSCRIPTION),
        }

    def update(self, at: Place, id: str, inputs: Properties) -> Properties:
        for name, value in _attributes(inputs, _SUBSCRIPTION).items():
            at.client("sns").set_subscription_attributes(SubscriptionArn=id, AttributeName=name, AttributeValue=value)
        return {}

    def delete(self, at: Place, id: str, outputs: Properties) -> None:
        at.client("sns").unsubscribe(SubscriptionArn=id)
