"""Evidence can't be deleted or changed."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, Ref, Severity, StackRule, example
from .._properties import Block
from .._resources import Resource, Stack
from ._helpers import has_word, names

_BUCKETS = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
_LOCKS = (
    "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration",
    "aws:s3/bucketObjectLockConfigurationV2:BucketObjectLockConfigurationV2",
)


def _retains(block: Block, name: str) -> bool:
    """Whether an object lock, in one shape or another, has a default retention."""
    return any(path.endswith(".mode") for path, _ in Block({name: block.value(name)}).strings())


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    if not has_word(bucket, bucket.parameters["names"]):
        return
    locks = [lock for type in _LOCKS for lock in stack.sidecars(bucket, type, by="bucket")]
    if not _retains(bucket, "objectLockConfiguration") and not any(_retains(lock, "rule") for lock in locks):
        yield "whoever is under suspicion can delete it; got no defaultRetention of object lock, expected one"


_RULE = {"rule": {"defaultRetention": {"mode": "COMPLIANCE", "days": 365}}}
_OLD = {"objectLockEnabled": "Enabled", "rules": [{"defaultRetentions": [{"mode": "GOVERNANCE", "days": 30}]}]}
_EVIDENCE = Given(_BUCKETS[0], {"bucket": "forensic-evidence", "objectLockEnabled": True}, name="bucket")


def _lock(type: str, bucket: Any, **content: Any) -> Given:
    return Given(type, {"bucket": bucket} | (content or _RULE), name="lock")


CONTROL = Control(
    id="response.evidence-locked",
    title="Evidence can't be deleted or changed",
    practices=("response.plan", "data.at-rest"),
    severity=Severity.MEDIUM,
    why="What could have been changed since is no evidence, neither in court nor for the review.",
    fix="add a BucketObjectLockConfiguration with a defaultRetention",
    rules=(StackRule(_BUCKETS, _check),),
    parameters=names("evidence", "forensic"),
    good=(
        example("everything omitted", Given(_BUCKETS[0])),
        example("another bucket", Given(_BUCKETS[0], {"bucket": "artifacts"})),
        *(example(f"a lock: {type}", _EVIDENCE, _lock(type, Ref("bucket"))) for type in _LOCKS),
        example("its own lock", Given(_BUCKETS[0], {"bucket": "evidence", "objectLockConfiguration": _RULE})),
        example(
            "its own lock, the old way", Given(_BUCKETS[1], {"bucket": "evidence", "objectLockConfiguration": _OLD})
        ),
        example("another word", _EVIDENCE, names=["findings"]),
    ),
    bad=(
        *(example(f"no lock: {type}", Given(type, {"bucketPrefix": "evidence-"})) for type in _BUCKETS),
        example("a lock that holds nothing", _EVIDENCE),
        example("a lock without retention", _EVIDENCE, _lock(_LOCKS[0], Ref("bucket"), objectLockEnabled="Enabled")),
        example("another bucket's lock", _EVIDENCE, _lock(_LOCKS[0], "archive")),
        example("by its tag", Given(_BUCKETS[0], {"bucket": "a", "tags": {"purpose": "Forensics"}})),
    ),
)
