"""Buckets keep the versions of their objects."""

from collections.abc import Iterator

from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack

_BUCKET = "aws:s3/bucket:Bucket"
_VERSIONING = "aws:s3/bucketVersioning:BucketVersioning"


def _check_versioning(versioning: Resource) -> Iterator[str]:
    status = versioning.block("versioningConfiguration").text("status")
    if status != "Enabled":
        yield f"overwritten and deleted objects are lost; got status {status or 'none'}, expected Enabled"


def _check_bucket(bucket: Resource, stack: Stack) -> Iterator[str]:
    if bucket.flag("objectLockEnabled") or bucket.block("versioning").flag("enabled"):
        return
    if not stack.sidecars(bucket, _VERSIONING, by="bucket"):
        yield "overwritten and deleted objects are lost; got no versioning, expected a BucketVersioning"


_LOGS = Given(_BUCKET, {"bucket": "logs"}, name="logs")


def _versioning(status: str, bucket: object = "logs") -> Given:
    return Given(_VERSIONING, {"bucket": bucket, "versioningConfiguration": {"status": status}}, name="versioning")


CONTROL = Control(
    id="s3.bucket-versioned",
    title="Buckets keep the versions of their objects",
    practices=("data.at-rest", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    why="Only a kept version brings back what a mistake or an extortionist overwrote.",
    fix="give the bucket a BucketVersioning with status Enabled",
    rules=(ResourceRule((_VERSIONING,), _check_versioning), StackRule((_BUCKET,), _check_bucket)),
    detection=(ConfigRule("S3_BUCKET_VERSIONING_ENABLED"), SecurityHubControl("S3.14")),
    good=(
        example("versioning beside the bucket", _LOGS, _versioning("Enabled", Ref("logs"))),
        example("versioning in the bucket's own block", Given(_BUCKET, {"versioning": {"enabled": True}})),
        example("object lock, which implies versioning", Given(_BUCKET, {"objectLockEnabled": True})),
    ),
    bad=(
        example("everything omitted", Given(_BUCKET)),
        example("suspended", _versioning("Suspended")),
        example("off in the bucket's own block", Given(_BUCKET, {"versioning": {"enabled": False}})),
        example("the versioning of another bucket", _LOGS, _versioning("Enabled", "other")),
    ),
)
