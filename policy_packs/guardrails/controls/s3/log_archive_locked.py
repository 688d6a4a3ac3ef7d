"""Log archives are locked: what was written can't be changed or deleted before its time."""

from collections.abc import Iterator
from typing import Any

from .._documents import matches
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    Parameter,
    Ref,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._properties import Block
from .._resources import Resource, Stack

_BUCKET = "aws:s3/bucket:Bucket"
_LOCK = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    name = bucket.text("bucket") or bucket.text("bucketPrefix") or bucket.name
    if not matches(bucket.parameters["names"], name):
        return
    if not bucket.flag("objectLockEnabled"):
        yield f"the log archive {name} can be emptied; got objectLockEnabled false, expected true"
    locks = stack.sidecars(bucket, _LOCK, by="bucket")
    if not any(_retains(lock) for lock in (*locks, bucket.block("objectLockConfiguration"))):
        yield (
            f"the log archive {name} keeps nothing by default; got {len(locks)} lock configurations without "
            "a default retention, expected one with days or years"
        )


def _retains(lock: Block) -> bool:
    retention = lock.block("rule").block("defaultRetention")
    return retention.number("days") > 0 or retention.number("years") > 0


_ARCHIVE = Given(_BUCKET, {"bucket": "landing-zone-archive-logs", "objectLockEnabled": True}, name="archive")


def _lock(rule: dict[str, Any] | None) -> Given:
    return Given(_LOCK, {"bucket": Ref("archive"), "rule": rule}, name="lock")


_KEPT = _lock({"defaultRetention": {"mode": "COMPLIANCE", "days": 365}})

CONTROL = Control(
    id="s3.log-archive-locked",
    title="Log archives are locked",
    practices=("logging.centralized", "logging.cloudtrail", "account.cloudtrail"),
    severity=Severity.HIGH,
    why="Whoever breaks in deletes the traces first; a locked archive keeps them even from an administrator.",
    fix="set objectLockEnabled to true and give the bucket a BucketObjectLockConfiguration with a default retention",
    rules=(StackRule((_BUCKET,), _check),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfArchives",
            actions=(
                "s3:BypassGovernanceRetention",
                "s3:DeleteBucket",
                "s3:DeleteBucketPolicy",
                "s3:DeleteObjectVersion",
                "s3:PutBucketObjectLockConfiguration",
                "s3:PutBucketPolicy",
                "s3:PutBucketVersioning",
                "s3:PutEncryptionConfiguration",
                "s3:PutLifecycleConfiguration",
            ),
            resources=("arn:{partition}:s3:::landing-zone-*",),
        ),
    ),
    detection=(ConfigRule("S3_BUCKET_DEFAULT_LOCK_ENABLED"), SecurityHubControl("S3.15")),
    parameters={"names": Parameter("landing-zone-*archive*", {"type": "string", "minLength": 1})},
    good=(
        example("an archive with a retention", _ARCHIVE, _KEPT),
        example("a retention in years", _ARCHIVE, _lock({"defaultRetention": {"mode": "GOVERNANCE", "years": 7}})),
        example("a bucket that is no archive", Given(_BUCKET, {"bucket": "assets"})),
        example("everything omitted, which is no archive", Given(_BUCKET)),
    ),
    bad=(
        example("an archive with everything omitted", Given(_BUCKET, {"bucket": "landing-zone-archive-logs"})),
        example("a lock without a retention", _ARCHIVE, _lock(None)),
        example("no lock configuration", _ARCHIVE),
        example(
            "object lock off",
            Given(_BUCKET, {"bucket": "landing-zone-archive-logs"}, name="archive"),
            _KEPT,
        ),
        example("an archive by another name", Given(_BUCKET, {"bucket": "audit-2026"}), names="audit-*"),
    ),
)
