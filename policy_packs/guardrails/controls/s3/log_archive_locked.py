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
from ._helpers import BUCKET, BUCKETS, LOCKS, either


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    name = bucket.text("bucket") or bucket.text("bucketPrefix") or bucket.name
    if not matches(bucket.parameters["names"], name):
        return
    if not bucket.flag("objectLockEnabled"):
        yield f"the log archive {name} can be emptied; got objectLockEnabled false, expected true"
    locks = stack.sidecars(bucket, *LOCKS, by="bucket")
    if not any(_retains(lock) for lock in (*locks, bucket.block("objectLockConfiguration"))):
        yield (
            f"the log archive {name} keeps nothing by default; got {len(locks)} lock configurations without "
            "a default retention, expected one with days or years"
        )


def _retains(lock: Block) -> bool:
    rules = either(lock, "rule", "rules")
    retentions = [item for rule in rules for item in either(rule, "defaultRetention", "defaultRetentions")]
    return any(retention.number("days") > 0 or retention.number("years") > 0 for retention in retentions)


_ARCHIVE = Given(BUCKET, {"bucket": "landing-zone-archive-logs", "objectLockEnabled": True}, name="archive")


def _lock(rule: dict[str, Any] | None, type: str = LOCKS[0]) -> Given:
    return Given(type, {"bucket": Ref("archive"), "rule": rule}, name="lock")


def _own(type: str, **rule: Any) -> Given:
    lock = {"objectLockEnabled": "Enabled", **rule}
    name = "landing-zone-archive-logs"
    return Given(type, {"bucket": name, "objectLockEnabled": True, "objectLockConfiguration": lock})


_KEPT = _lock({"defaultRetention": {"mode": "COMPLIANCE", "days": 365}})

CONTROL = Control(
    id="s3.log-archive-locked",
    title="Log archives are locked",
    practices=("logging.centralized", "logging.cloudtrail", "account.cloudtrail"),
    severity=Severity.HIGH,
    why="Whoever breaks in deletes the traces first; a locked archive keeps them even from an administrator.",
    fix="set objectLockEnabled to true and give the bucket a BucketObjectLockConfiguration with a default retention",
    rules=(StackRule(BUCKETS, _check),),
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
        example("an old token beside the archive", _ARCHIVE, _lock({"defaultRetention": {"days": 1}}, LOCKS[1])),
        example("the archive's own block", _own(BUCKET, rule={"defaultRetention": {"days": 1}})),
        example("the old token's block", _own(BUCKETS[1], rules=[{"defaultRetentions": [{"years": 1}]}])),
        example("a bucket that is no archive", Given(BUCKET, {"bucket": "assets"})),
        example("everything omitted, which is no archive", Given(BUCKET)),
    ),
    bad=(
        example("an archive with everything omitted", Given(BUCKET, {"bucket": "landing-zone-archive-logs"})),
        example("an archive by its prefix", Given(BUCKET, {"bucketPrefix": "landing-zone-archive-"})),
        example("an archive by its logical name", Given(BUCKETS[1], name="landing-zone-archive")),
        example("a lock without a retention", _ARCHIVE, _lock(None)),
        example("a retention of no days", _ARCHIVE, _lock({"defaultRetention": {"days": 0}})),
        example("no lock configuration", _ARCHIVE),
        example(
            "object lock off",
            Given(BUCKET, {"bucket": "landing-zone-archive-logs"}, name="archive"),
            _KEPT,
        ),
        example("an archive by another name", Given(BUCKET, {"bucket": "audit-2026"}), names="audit-*"),
    ),
)
