"""Policies of topics grant nothing to everybody."""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_TOPIC = "aws:sns/topic:Topic"
_POLICY = "aws:sns/topicPolicy:TopicPolicy"


def _check(resource: Resource) -> Iterator[str]:
    yield from public_grants(resource, "policy")


def _document(principal: object, **condition: dict[str, str]) -> dict[str, object]:
    statement = {
        "Effect": "Allow",
        "Principal": principal,
        "Action": "sns:Publish",
        "Resource": "arn:aws:sns:us-east-1:111122223333:orders",
        "Condition": condition,
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


def _policy(document: object) -> Given:
    return Given(_POLICY, {"arn": "arn:aws:sns:us-east-1:111122223333:orders", "policy": document})


CONTROL = Control(
    id="sns.topic-policy-not-public",
    title="Policies of topics grant nothing to everybody",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Whoever may publish can feed false events to everything behind the topic; whoever may subscribe reads along.",
    fix="name the principals, or add a condition on aws:SourceAccount or aws:PrincipalOrgID",
    rules=(ResourceRule((_TOPIC, _POLICY), _check),),
    detection=(ConfigRule("SNS_TOPIC_NO_PUBLIC_ACCESS"), SecurityHubControl("SNS.4")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("SNS.4",), Framework.CIS_7_0: ("2.21",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_169",)},
    good=(
        example("everything omitted", Given(_TOPIC)),
        example("a service", _policy(_document({"Service": "events.amazonaws.com"}))),
        example(
            "the policy that AWS gives a new topic",
            _policy(_document({"AWS": "*"}, StringEquals={"AWS:SourceOwner": "111122223333"})),
        ),
    ),
    bad=(
        example("everybody", _policy(_document("*"))),
        example("everybody in the topic's own policy", Given(_TOPIC, {"policy": _document({"AWS": "*"})})),
        example("every topic's events", _policy(_document("*", ArnLike={"aws:SourceArn": "arn:aws:sns:*:*:*"}))),
    ),
)
