"""Rules of EventBridge may publish to the topics that they send to.

Alarms may publish to topics of their account by the topic's default policy; rules need a statement of their own.
Source: EventBridge user guide, "Using resource-based policies", Amazon SNS permissions.
"""

from collections.abc import Iterator
from typing import Any

from .._documents import Statement, statements
from .._model import Control, Given, Ref, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import TARGET, TOPIC

_POLICY = "aws:sns/topicPolicy:TopicPolicy"
_EVENTS = "events.amazonaws.com"


def _lets_publish(statement: Statement) -> bool:
    principals = (("Service", _EVENTS), ("*", "*"), ("AWS", "*"))
    return (
        statement.allows
        and statement.covers_action("sns:Publish")
        and any(principal in principals for principal in statement.principals)
    )


def _check(target: Resource, stack: Stack) -> Iterator[str]:
    # A rule with a role publishes by the role's own permissions.
    if "roleArn" in target:
        return
    for topic in stack.targets(target, "arn", TOPIC):
        documents = [topic, *stack.sidecars(topic, _POLICY, by="arn")]
        found = [statement for document in documents for statement in statements(document, "policy")]
        if not any(map(_lets_publish, found)):
            yield f"events never arrive; got no policy of {topic.name} for {_EVENTS}, expected an Allow to publish"


def _document(**changes: Any) -> dict[str, Any]:
    statement = {"Effect": "Allow", "Principal": {"Service": _EVENTS}, "Action": "sns:Publish", "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement | changes]}


def _policy(**changes: Any) -> Given:
    return Given(_POLICY, {"arn": Ref("alerts", "arn"), "policy": _document(**changes)}, name="policy")


def _target(arn: Any, **more: Any) -> Given:
    return Given(TARGET, {"rule": "findings", "arn": arn} | more, name="target")


_SERVICES = {"Service": ["cloudwatch.amazonaws.com", _EVENTS]}
_ALERTS = Given(TOPIC, {"name": "alerts"}, name="alerts")
_TO_ALERTS = _target(Ref("alerts", "arn"))

CONTROL = Control(
    id="response.event-topic-publishable",
    title="Rules of EventBridge may publish to the topics that they send to",
    practices=("response.plan", "automation.remediation"),
    severity=Severity.MEDIUM,
    why="SNS refuses the event, nobody is told, and the rule looks as if it worked.",
    fix=f"add a TopicPolicy that allows {_EVENTS} to publish",
    rules=(StackRule((TARGET,), _check),),
    good=(
        example("everything omitted", Given(TARGET)),
        example("another topic", _ALERTS, _target("arn:aws:sns:us-east-1:111122223333:another")),
        example("a policy", _ALERTS, _TO_ALERTS, _policy()),
        example("a policy for more services", _ALERTS, _TO_ALERTS, _policy(Principal=_SERVICES)),
        example("a policy for all actions", _ALERTS, _TO_ALERTS, _policy(Action="sns:*")),
        *(
            example(f"a policy for all principals, {principal}", _ALERTS, _TO_ALERTS, _policy(Principal=principal))
            for principal in ("*", {"AWS": "*"})
        ),
        example("a policy of the topic's own", Given(TOPIC, {"policy": _document()}, name="alerts"), _TO_ALERTS),
        example("a role", _ALERTS, _target(Ref("alerts", "arn"), roleArn="arn:aws:iam::111122223333:role/publish")),
    ),
    bad=(
        example("no policy", _ALERTS, _TO_ALERTS),
        example("a policy for alarms", _ALERTS, _TO_ALERTS, _policy(Principal={"Service": "cloudwatch.amazonaws.com"})),
        example("a policy for subscribers", _ALERTS, _TO_ALERTS, _policy(Action="sns:Subscribe")),
        example("a deny", _ALERTS, _TO_ALERTS, _policy(Effect="Deny")),
    ),
)
