"""Log groups of trails can't be deleted at once."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import GROUP

# What sends its records into a log group as evidence, by the property that names the group.
_SOURCES = {
    "aws:cloudtrail/trail:Trail": "cloudWatchLogsGroupArn",
    "aws:ec2/flowLog:FlowLog": "logDestination",
}


def _is_evidence(group: Resource, stack: Stack) -> bool:
    return any(stack.sidecars(group, type, by=name) for type, name in _SOURCES.items())


def _check(group: Resource, stack: Stack) -> Iterator[str]:
    if not group.flag("deletionProtectionEnabled") and _is_evidence(group, stack):
        yield "the evidence goes with one call; got deletionProtectionEnabled false, expected true"


def _group(**inputs: object) -> Given:
    return Given(GROUP, {"name": "evidence", **inputs}, name="group")


_TRAIL = Given(
    "aws:cloudtrail/trail:Trail",
    {"s3BucketName": "archive", "cloudWatchLogsGroupArn": Ref("group", "arn")},
    name="trail",
)
_FLOWS = Given("aws:ec2/flowLog:FlowLog", {"logDestination": Ref("group", "arn"), "vpcId": "vpc-1a2b"}, name="flows")

CONTROL = Control(
    id="logs.audit-group-protected",
    title="Log groups of trails can't be deleted at once",
    practices=("logging.cloudwatch", "response.plan"),
    severity=Severity.LOW,
    why="Whoever gets into the account deletes the evidence first.",
    fix="set deletionProtectionEnabled to true",
    rules=(StackRule((GROUP,), _check),),
    tier=Tier.REGULATED,
    good=(
        example("protected", _group(deletionProtectionEnabled=True), _TRAIL),
        example("the log of something else", _group()),
    ),
    bad=(
        example("everything omitted", _group(), _TRAIL),
        example("off", _group(deletionProtectionEnabled=False), _TRAIL),
        example("flows of a network", _group(), _FLOWS),
    ),
)
