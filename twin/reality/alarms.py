"""Alarms: somebody hears them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from ..evaluator import Principal, PrincipalKind, Request
from ._deliveries import key_arn, refusal
from ._invariants import Facts, Subject, invariant, problem
from .keys import usable

_TOPIC: Final = "aws:sns/topic:Topic"
_TOPIC_POLICY: Final = "aws:sns/topicPolicy:TopicPolicy"
_CLOUDWATCH: Final = "cloudwatch.amazonaws.com"


@invariant(
    "aws:cloudwatch/metricAlarm:MetricAlarm",
    source='Amazon SNS developer guide, "Managing Amazon SNS encryption keys and costs": event sources',
)
def alarms_heard(subject: Subject, facts: Facts) -> Iterator[str]:
    """An alarm gets through to its topic, whose policy and key let CloudWatch in; otherwise it fails in silence."""
    node, partition = subject.node, facts.organization.partition
    alarm = f"arn:{partition}:cloudwatch:{node.region}:{node.account}:alarm:{subject.text('name')}"
    context = {"aws:SourceArn": alarm, "aws:SourceAccount": node.account}
    for action in subject.texts("alarmActions"):
        if not action.startswith(f"arn:{partition}:sns:"):
            continue
        topic = next((each for each in facts.of_type(_TOPIC) if each.node.outputs.get("arn") == action), None)
        if topic is None:
            if facts.is_whole:
                yield problem(
                    "nobody hears the alarm", got=f"no topic {action}", expected="a topic", do="pass the topic's ARN"
                )
            continue
        for policy in facts.of_type(_TOPIC_POLICY):
            if policy.text("arn") == action:
                principal = Principal(_CLOUDWATCH, "", PrincipalKind.SERVICE)
                request = Request(principal, "sns:Publish", action, topic.node.account, context)
                if reason := refusal(request, policy.json("policy") or {}):
                    yield problem(
                        "nobody hears the alarm",
                        got=reason,
                        expected=f"sns:Publish for {alarm}",
                        do="allow it in the topic's policy",
                    )
        if key := topic.text("kmsMasterKeyId"):
            encryption = context | {"kms:EncryptionContext:aws:sns:topicArn": action}
            actions = ("kms:Decrypt", "kms:GenerateDataKey")
            yield from usable(key_arn(key, topic, facts), _CLOUDWATCH, actions, encryption, facts)
