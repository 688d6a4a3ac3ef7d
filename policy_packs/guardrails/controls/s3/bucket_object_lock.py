"""Buckets can lock their objects against deletion."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, LOCKS


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    own = bucket.block("objectLockConfiguration").text("objectLockEnabled") == "Enabled"
    if not own and not bucket.flag("objectLockEnabled") and not stack.sidecars(bucket, *LOCKS, by="bucket"):
        yield "objects can be deleted before their time; got objectLockEnabled false, expected true"


_DATA = Given(BUCKET, {"bucket": "data"}, name="data")


def _lock(bucket: object, type: str = LOCKS[0]) -> Given:
    return Given(
        type, {"bucket": bucket, "rule": {"defaultRetention": {"mode": "GOVERNANCE", "days": 30}}}, name="lock"
    )


def _own(enabled: str, type: str = BUCKET) -> Given:
    return Given(type, {"objectLockConfiguration": {"objectLockEnabled": enabled}})


CONTROL = Control(
    id="s3.bucket-object-lock",
    title="Buckets can lock their objects against deletion",
    practices=("data.at-rest", "response.plan"),
    severity=Severity.LOW,
    why="Extortionists delete the copies first; a locked version outlives even stolen administrator rights.",
    fix="set objectLockEnabled to true and give the bucket a BucketObjectLockConfiguration",
    tier=Tier.REGULATED,
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("S3_BUCKET_DEFAULT_LOCK_ENABLED"), SecurityHubControl("S3.15")),
    equivalents={Tool.CHECKOV: ("CKV_AWS_143",), Tool.SECURITY_HUB: ("S3.15",)},
    good=(
        *(example(f"on: {type}", Given(type, {"objectLockEnabled": True})) for type in BUCKETS),
        *(example(f"on in the bucket's own block: {type}", _own("Enabled", type)) for type in BUCKETS),
        *(example(f"a lock beside the bucket: {type}", _DATA, _lock(Ref("data"), type)) for type in LOCKS),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("off", Given(BUCKET, {"objectLockEnabled": False})),
        example("off in the bucket's own block", _own("Disabled")),
        example("the lock of another bucket", _DATA, _lock("other")),
    ),
)
