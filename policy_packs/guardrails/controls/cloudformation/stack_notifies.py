"""Stacks tell somebody when they change."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import STACK


def _check(stack: Resource) -> Iterator[str]:
    if not stack.texts("notificationArns"):
        yield "nobody hears of a stack that changes or fails; got no notificationArns, expected a topic"


_TOPIC = "arn:aws:sns:us-east-1:111122223333:stacks"

CONTROL = Control(
    id="cloudformation.stack-notifies",
    title="Stacks tell somebody when they change",
    practices=("logging.cloudwatch",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="A change that nobody planned, or one that failed halfway, is found by its consequences.",
    fix="set notificationArns",
    rules=(ResourceRule((STACK,), _check),),
    detection=(ConfigRule("CLOUDFORMATION_STACK_NOTIFICATION_CHECK"),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_124",), Tool.SECURITY_HUB: ("CloudFormation.1",)},
    good=(example("a topic", Given(STACK, {"name": "shop", "notificationArns": [_TOPIC]})),),
    bad=(
        example("everything omitted", Given(STACK)),
        example("no topic", Given(STACK, {"name": "shop", "notificationArns": []})),
    ),
)
