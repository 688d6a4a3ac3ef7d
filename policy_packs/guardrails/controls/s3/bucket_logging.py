"""Buckets log who reads and writes their objects."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, LOGGINGS, either, takes_logs


def _check_bucket(bucket: Resource, stack: Stack) -> Iterator[str]:
    inline = either(bucket, "logging", "loggings")
    if any(logging.text("targetBucket") != bucket.text("bucket") for logging in inline):
        return
    if not stack.sidecars(bucket, *LOGGINGS, by="bucket") and not takes_logs(bucket, stack):
        yield "nobody can tell who read the objects; got no access log, expected a BucketLogging to another bucket"


def _check_logging(logging: Resource) -> Iterator[str]:
    if logging.text("targetBucket") == logging.text("bucket"):
        yield f"the log fills itself; got targetBucket {logging.text('targetBucket')}, expected another bucket"


_DATA = Given(BUCKET, {"bucket": "data"}, name="data")
_LOGS = Given(BUCKET, {"bucket": "logs"}, name="logs")


def _logging(bucket: object, target: object, type: str = LOGGINGS[0]) -> Given:
    return Given(type, {"bucket": bucket, "targetBucket": target, "targetPrefix": "data/"}, name="logging")


CONTROL = Control(
    id="s3.bucket-logging",
    title="Buckets log who reads and writes their objects",
    practices=("logging.centralized", "compliance.access-audit"),
    severity=Severity.MEDIUM,
    why="After a leak the access log is what tells which objects were taken, and by whom.",
    fix="give the bucket a BucketLogging whose targetBucket is another bucket",
    rules=(StackRule(BUCKETS, _check_bucket), ResourceRule(LOGGINGS, _check_logging)),
    detection=(ConfigRule("S3_BUCKET_LOGGING_ENABLED"), SecurityHubControl("S3.9")),
    frameworks={Framework.FSBP: ("S3.9",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_18",),
        Tool.CONTROL_TOWER: ("S3.PR.2",),
        Tool.TRIVY: ("AWS-0089",),
    },
    good=(
        *(
            example(
                f"a log in another bucket, which needs none: {type}",
                _DATA,
                _LOGS,
                _logging(Ref("data"), Ref("logs"), type),
            )
            for type in LOGGINGS
        ),
        example("a log in a bucket of elsewhere", _DATA, _logging(Ref("data"), "logs")),
        example("a log by the bucket's own block", Given(BUCKET, {"logging": {"targetBucket": "logs"}})),
        example("a log by the old token's block", Given(BUCKETS[1], {"loggings": [{"targetBucket": "logs"}]})),
        example("a bucket that may take logs", Given(BUCKET, {"acl": "log-delivery-write"})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("only another bucket has a log", _DATA, _logging("other", "logs")),
        example("a log by its own block in itself", Given(BUCKET, {"bucket": "a", "logging": {"targetBucket": "a"}})),
        *(example(f"a log of itself in itself: {type}", _logging("data", "data", type)) for type in LOGGINGS),
        example("everything omitted of the log", Given(LOGGINGS[0])),
    ),
)
