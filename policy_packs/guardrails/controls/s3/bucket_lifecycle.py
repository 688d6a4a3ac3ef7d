"""Buckets have a lifecycle for their objects."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, LIFECYCLES

_DIRECTORY = "aws:s3/directoryBucket:DirectoryBucket"
_TIERING = "aws:s3/bucketIntelligentTieringConfiguration:BucketIntelligentTieringConfiguration"


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    own = [rule for rule in bucket.blocks("lifecycleRules") if rule.flag("enabled")]
    if not own and not stack.sidecars(bucket, *LIFECYCLES, _TIERING, by="bucket"):
        yield "objects are kept and paid for ever; got no lifecycle, expected a BucketLifecycleConfiguration"


_LOGS = Given(BUCKET, {"bucket": "logs"}, name="logs")
_ZONE = {"bucket": "logs--use1-az4--x-s3", "location": {"name": "use1-az4"}}


def _lifecycle(bucket: object, type: str = LIFECYCLES[0]) -> Given:
    rule = {"id": "expire", "status": "Enabled", "expiration": {"days": 90}}
    return Given(type, {"bucket": bucket, "rules": [rule]}, name="lifecycle")


def _own(enabled: bool | None, type: str = BUCKET) -> Given:
    return Given(type, {"lifecycleRules": [{"enabled": enabled, "abortIncompleteMultipartUploadDays": 7}]})


CONTROL = Control(
    id="s3.bucket-lifecycle",
    title="Buckets have a lifecycle for their objects",
    practices=("advisor.trusted-advisor", "compliance.well-architected"),
    severity=Severity.LOW,
    why="What nobody deletes is paid for month by month, and what is kept too long can still leak.",
    fix="give the bucket a BucketLifecycleConfiguration that moves or expires what is old",
    tier=Tier.REGULATED,
    rules=(StackRule((*BUCKETS, _DIRECTORY), _check),),
    detection=(
        ConfigRule("S3_LIFECYCLE_POLICY_CHECK"),
        ConfigRule("S3_DIRECTORY_BUCKET_LIFECYCLE_POLICY_RULE_CHECK"),
        SecurityHubControl("S3.13"),
        SecurityHubControl("S3.25"),
    ),
    frameworks={Framework.FSBP: ("S3.13", "S3.25")},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_61",), Tool.CONTROL_TOWER: ("S3.PR.6",)},
    good=(
        *(example(f"a lifecycle: {type}", _LOGS, _lifecycle(Ref("logs"), type)) for type in LIFECYCLES),
        *(example(f"a rule of the bucket's own: {type}", _own(True, type)) for type in BUCKETS),
        example(
            "a directory bucket with a lifecycle",
            Given(_DIRECTORY, _ZONE, name="logs"),
            _lifecycle(Ref("logs")),
        ),
        example(
            "archive tiers, which are a lifecycle",
            _LOGS,
            Given(
                _TIERING,
                {"bucket": Ref("logs"), "tierings": [{"accessTier": "ARCHIVE_ACCESS", "days": 125}]},
                name="tiers",
            ),
        ),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("a directory bucket without a lifecycle", Given(_DIRECTORY, _ZONE)),
        example("a rule that is off", _own(False)),
        example("a rule that doesn't say", _own(None)),
        example("the lifecycle of another bucket", _LOGS, _lifecycle("other")),
    ),
)
