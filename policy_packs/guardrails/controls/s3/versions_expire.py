"""Versioned buckets let old versions of their objects go."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._properties import Block
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, LIFECYCLES, VERSIONINGS, either, is_versioned

_NAMES = ("noncurrentVersionExpiration", "noncurrentVersionExpirations", "noncurrentVersionTransitions")


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    own = [rule for rule in bucket.blocks("lifecycleRules") if rule.flag("enabled")]
    if not is_versioned(bucket, stack) or any(map(_lets_versions_go, own)):
        return
    rules = [
        rule for lifecycle in stack.sidecars(bucket, *LIFECYCLES, by="bucket") for rule in lifecycle.blocks("rules")
    ]
    if not any(rule.text("status") == "Enabled" and _lets_versions_go(rule) for rule in rules):
        yield (
            f"old versions are kept and paid for ever; got {len(own) + len(rules)} lifecycle rules without "
            "noncurrentVersionExpiration, expected one"
        )


def _lets_versions_go(rule: Block) -> bool:
    return bool(either(rule, *_NAMES))


_VERSIONED = Given(BUCKET, {"bucket": "data", "versioning": {"enabled": True}}, name="data")
_GOING: dict[str, Any] = {"noncurrentVersionExpiration": {"noncurrentDays": 90}}


def _lifecycle(status: str = "Enabled", type: str = LIFECYCLES[0], **rule: Any) -> Given:
    return Given(type, {"bucket": Ref("data"), "rules": [{"id": "versions", "status": status, **rule}]}, name="rules")


def _own(enabled: bool, type: str = BUCKET, **rule: Any) -> Given:
    return Given(type, {"objectLockEnabled": True, "lifecycleRules": [{"enabled": enabled, **rule}]})


CONTROL = Control(
    id="s3.versions-expire",
    title="Versioned buckets let old versions of their objects go",
    practices=("advisor.trusted-advisor", "compliance.well-architected"),
    severity=Severity.LOW,
    why="Every overwritten object stays as a version that nobody sees and everybody pays for.",
    fix="give the bucket an enabled lifecycle rule with noncurrentVersionExpiration",
    tier=Tier.REGULATED,
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("S3_VERSION_LIFECYCLE_POLICY_CHECK"), SecurityHubControl("S3.10")),
    equivalents={Tool.SECURITY_HUB: ("S3.10",)},
    good=(
        *(example(f"everything omitted, which keeps no versions: {type}", Given(type)) for type in BUCKETS),
        *(example(f"versions expire: {type}", _VERSIONED, _lifecycle(type=type, **_GOING)) for type in LIFECYCLES),
        example(
            "versions move to a cheaper class",
            _VERSIONED,
            _lifecycle(noncurrentVersionTransitions=[{"noncurrentDays": 30, "storageClass": "GLACIER_IR"}]),
        ),
        example("a rule of the bucket's own", _own(True, noncurrentVersionExpiration={"days": 90})),
        example("a rule of the old token", _own(True, BUCKETS[1], noncurrentVersionExpirations=[{"days": 90}])),
    ),
    bad=(
        example("no lifecycle", _VERSIONED),
        example("no lifecycle of the old token", Given(BUCKETS[1], {"versionings": [{"enabled": True}]})),
        *(
            example(
                f"versioning beside the bucket: {type}",
                Given(BUCKET, {"bucket": "data"}, name="data"),
                Given(type, {"bucket": Ref("data"), "versioningConfiguration": {"status": "Enabled"}}, name="on"),
            )
            for type in VERSIONINGS
        ),
        example("only objects expire", _VERSIONED, _lifecycle(expiration={"days": 90})),
        example("a rule that is off", _VERSIONED, _lifecycle("Disabled", **_GOING)),
        example("a rule of the bucket's own that is off", _own(False, noncurrentVersionExpiration={"days": 90})),
        example("a rule of the bucket's own for something else", _own(True, abortIncompleteMultipartUploadDays=7)),
    ),
)
