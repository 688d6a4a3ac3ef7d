"""Buckets keep the versions of their objects."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, ResourceRule, SecurityHubControl, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, VERSIONINGS, either


def _check_versioning(versioning: Resource) -> Iterator[str]:
    status = versioning.block("versioningConfiguration").text("status")
    if status != "Enabled":
        yield f"overwritten and deleted objects are lost; got status {status or 'none'}, expected Enabled"


def _check_bucket(bucket: Resource, stack: Stack) -> Iterator[str]:
    own = any(versioning.flag("enabled") for versioning in either(bucket, "versioning", "versionings"))
    # What a side resource says is judged at that resource.
    if not own and not bucket.flag("objectLockEnabled") and not stack.sidecars(bucket, *VERSIONINGS, by="bucket"):
        yield "overwritten and deleted objects are lost; got no versioning, expected a BucketVersioning"


_LOGS = Given(BUCKET, {"bucket": "logs"}, name="logs")


def _versioning(status: str, bucket: object = "logs", type: str = VERSIONINGS[0]) -> Given:
    return Given(type, {"bucket": bucket, "versioningConfiguration": {"status": status}}, name="versioning")


CONTROL = Control(
    id="s3.bucket-versioned",
    title="Buckets keep the versions of their objects",
    practices=("data.at-rest", "advisor.trusted-advisor"),
    severity=Severity.MEDIUM,
    why="Only a kept version brings back what a mistake or an extortionist overwrote.",
    fix="give the bucket a BucketVersioning with status Enabled",
    rules=(ResourceRule(VERSIONINGS, _check_versioning), StackRule(BUCKETS, _check_bucket)),
    detection=(ConfigRule("S3_BUCKET_VERSIONING_ENABLED"), SecurityHubControl("S3.14")),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_21",),
        Tool.CONTROL_TOWER: ("S3.PR.3",),
        Tool.SECURITY_HUB: ("S3.14",),
        Tool.TRIVY: ("AWS-0090",),
    },
    good=(
        example("versioning beside the bucket", _LOGS, _versioning("Enabled", Ref("logs"))),
        example("versioning in the bucket's own block", Given(BUCKET, {"versioning": {"enabled": True}})),
        example("versioning in the old token's block", Given(BUCKETS[1], {"versionings": [{"enabled": True}]})),
        example("an old token beside the bucket", _LOGS, _versioning("Enabled", Ref("logs"), VERSIONINGS[1])),
        example("object lock, which implies versioning", Given(BUCKET, {"objectLockEnabled": True})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        *(example(f"suspended: {type}", _versioning("Suspended", type=type)) for type in VERSIONINGS),
        example("a configuration with everything omitted", Given(VERSIONINGS[0])),
        example("off in the bucket's own block", Given(BUCKET, {"versioning": {"enabled": False}})),
        example("the versioning of another bucket", _LOGS, _versioning("Enabled", "other")),
    ),
)
