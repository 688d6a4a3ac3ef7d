"""Buckets are replicated to another bucket."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._properties import Block
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, REPLICATION, either

_INLINE = ("replicationConfiguration", "replicationConfigurations")
_DESTINATIONS = (
    "rules.destination.bucket",
    "replicationConfiguration.rules.destination.bucket",
    "replicationConfigurations.rules.destinations.bucket",
)


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    configurations: list[Block] = [*either(bucket, *_INLINE), *stack.sidecars(bucket, REPLICATION, by="bucket")]
    rules = [rule for configuration in configurations for rule in configuration.blocks("rules")]
    if not any(rule.text("status") == "Enabled" for rule in rules) and not _is_replica(bucket, stack):
        yield f"the objects are in one place only; got {len(rules)} replication rules, none of them on, expected one"


def _is_replica(bucket: Resource, stack: Stack) -> bool:
    return any(stack.sidecars(bucket, REPLICATION, *BUCKETS, by=by) for by in _DESTINATIONS)


_DATA = Given(BUCKET, {"bucket": "data"}, name="data")
_COPY = Given(BUCKET, {"bucket": "copy"}, name="copy")
_ROLE = "arn:aws:iam::111122223333:role/replication"


def _rules(status: str, destination: object = "arn:aws:s3:::elsewhere", name: str = "destination") -> dict[str, Any]:
    target: Any = {"bucket": destination}
    return {"role": _ROLE, "rules": [{"status": status, name: target if name == "destination" else [target]}]}


def _beside(status: str = "Enabled", bucket: object = Ref("data"), destination: object = "arn:aws:s3:::more") -> Given:
    return Given(REPLICATION, {"bucket": bucket, **_rules(status, destination)}, name="replication")


CONTROL = Control(
    id="s3.bucket-replicated",
    title="Buckets are replicated to another bucket",
    practices=("data.at-rest", "response.plan"),
    severity=Severity.LOW,
    why="A copy in another region or account is there when the first is not, by outage or by malice.",
    fix="give the bucket a BucketReplicationConfig with an enabled rule to a bucket in another region",
    tier=Tier.REGULATED,
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("S3_BUCKET_CROSS_REGION_REPLICATION_ENABLED"), SecurityHubControl("S3.7")),
    equivalents={Tool.CHECKOV: ("CKV_AWS_144",), Tool.SECURITY_HUB: ("S3.7",)},
    good=(
        example("a replication beside the bucket", _DATA, _beside()),
        example("a replica, which needs none", _DATA, _COPY, _beside(destination=Ref("copy", "arn"))),
        example("the bucket's own block", Given(BUCKET, {"replicationConfiguration": _rules("Enabled")})),
        example(
            "the replica of a bucket's own block",
            Given(BUCKET, {"replicationConfiguration": _rules("Enabled", Ref("copy", "arn"))}, name="data"),
            _COPY,
        ),
        example(
            "the replica of the old token's block",
            Given(
                BUCKETS[1],
                {"replicationConfigurations": [_rules("Enabled", Ref("copy", "arn"), "destinations")]},
                name="data",
            ),
            _COPY,
        ),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("a rule that is off", _DATA, _beside("Disabled")),
        example(
            "a rule of the bucket's own that is off", Given(BUCKET, {"replicationConfiguration": _rules("Disabled")})
        ),
        example("the replication of another bucket", _DATA, _beside(bucket="other")),
    ),
)
