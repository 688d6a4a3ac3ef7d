"""Buckets of trails log who reads them."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ..s3._helpers import BUCKET, BUCKETS, LOGGINGS, either
from ._helpers import TRAIL, fills


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    is_logged = bool(either(bucket, "logging", "loggings")) or bool(stack.sidecars(bucket, *LOGGINGS, by="bucket"))
    if not is_logged and fills(bucket, stack):
        yield "who read the trail leaves no trace; got no access log, expected a BucketLogging to another bucket"


def _stack(*others: Given, **inputs: object) -> tuple[Given, ...]:
    archive = Given(BUCKET, {"bucket": "archive", **inputs}, name="archive")
    return archive, Given(TRAIL, {"s3BucketName": Ref("archive")}, name="trail"), *others


CONTROL = Control(
    id="cloudtrail.bucket-logged",
    title="Buckets of trails log who reads them",
    practices=("logging.cloudtrail", "compliance.access-audit"),
    severity=Severity.LOW,
    why="Whoever studies the trail before an attack shows in the access log of its bucket.",
    fix="give the bucket a BucketLogging whose targetBucket is another bucket",
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("CLOUDTRAIL_S3_BUCKET_ACCESS_LOGGING"), SecurityHubControl("CloudTrail.7")),
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_3_0: ("3.4",), Framework.CIS_5_0: ("3.4",), Framework.CIS_7_0: ("4.4",)},
    equivalents={Tool.SECURITY_HUB: ("CloudTrail.7",), Tool.TRIVY: ("AWS-0163",)},
    good=(
        example(
            "a log beside it",
            *_stack(Given(LOGGINGS[0], {"bucket": Ref("archive"), "targetBucket": "logs"}, name="logging")),
        ),
        example("a log of its own", *_stack(logging={"targetBucket": "logs"})),
        example("no trail writes into it", Given(BUCKET, {"bucket": "data"})),
    ),
    bad=(
        example("everything omitted", *_stack()),
        example(
            "the log of another bucket",
            *_stack(Given(LOGGINGS[0], {"bucket": "data", "targetBucket": "logs"}, name="logging")),
        ),
    ),
)
