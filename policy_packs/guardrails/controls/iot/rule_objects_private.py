"""Rules of IoT write private objects."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource

_RULE = "aws:iot/topicRule:TopicRule"
_OPEN = ("authenticated-read", "public-read", "public-read-write")


def _check_action(action: Block) -> Iterator[str]:
    if (acl := action.text("cannedAcl")) in _OPEN:
        yield f"strangers can read what devices send; got {action.path('cannedAcl')} {acl}, expected private"


def _check(rule: Resource) -> Iterator[str]:
    yield from each((*rule.blocks("s3"), *rule.block("errorAction").blocks("s3")), _check_action)


def _action(acl: str | None) -> dict[str, Any]:
    return {"bucketName": "sensors", "key": "a", "roleArn": "arn:aws:iam::111122223333:role/a", "cannedAcl": acl}


CONTROL = Control(
    id="iot.rule-objects-private",
    title="Rules of IoT write private objects",
    practices=("data.at-rest", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="A canned list for everybody on each object opens a bucket whose policy is closed.",
    fix="leave cannedAcl out",
    rules=(ResourceRule((_RULE,), _check),),
    good=(
        example("everything omitted", Given(_RULE)),
        example("no list", Given(_RULE, {"s3": [_action(None)]})),
        example("private", Given(_RULE, {"s3": [_action("private")], "errorAction": {"s3": _action("private")}})),
    ),
    bad=(
        *(example(acl, Given(_RULE, {"s3": [_action("private"), _action(acl)]})) for acl in _OPEN),
        example("on errors", Given(_RULE, {"errorAction": {"s3": _action("public-read")}})),
    ),
)
