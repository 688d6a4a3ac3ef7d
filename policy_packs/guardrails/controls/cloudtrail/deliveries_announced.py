"""Trails announce each file that they deliver."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import TRAIL, trail


def _check(resource: Resource) -> Iterator[str]:
    if "snsTopicName" not in resource:
        yield "nobody is told of new files; got no snsTopicName, expected a topic"


CONTROL = Control(
    id="cloudtrail.deliveries-announced",
    title="Trails announce each file that they deliver",
    practices=("logging.cloudtrail",),
    severity=Severity.LOW,
    why="A tool that reads the files learns of them at once, and their absence is noticed.",
    fix="set snsTopicName to a topic",
    rules=(ResourceRule((TRAIL,), _check),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV_AWS_252",)},
    good=(
        example("a topic", trail(snsTopicName="arn:aws:sns:us-east-1:111122223333:trail")),
        example(
            "a topic made beside it",
            Given("aws:sns/topic:Topic", name="topic"),
            trail(snsTopicName=Ref("topic", "arn")),
        ),
    ),
    bad=(example("everything omitted but the bucket", trail()),),
)
