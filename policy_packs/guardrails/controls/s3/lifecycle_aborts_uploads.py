"""Lifecycles remove the parts of uploads that were never completed."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS, LIFECYCLES

_TYPES = (*LIFECYCLES, "aws:s3control/bucketLifecycleConfiguration:BucketLifecycleConfiguration")
_DAYS = 7


def _check(lifecycle: Resource) -> Iterator[str]:
    rules = lifecycle.blocks("rules")
    if not any("abortIncompleteMultipartUpload" in rule and _covers_bucket(rule) for rule in rules):
        yield (
            f"parts of broken uploads are kept for ever; got {len(rules)} rules without "
            "abortIncompleteMultipartUpload for the whole bucket, expected one"
        )


def _covers_bucket(rule: Block) -> bool:
    scope = rule.block("filter")
    narrowed = [name for name in scope.names() if scope.value(name) not in ("", 0)]
    return rule.text("status") == "Enabled" and not narrowed and not rule.text("prefix")


def _mend(lifecycle: Resource) -> dict[str, int]:
    if not any(_check(lifecycle)):
        return {}
    wide = [index for index, rule in enumerate(lifecycle.blocks("rules")) if _covers_bucket(rule)]
    return {f"rules.{index}.abortIncompleteMultipartUpload.daysAfterInitiation": _DAYS for index in wide[:1]}


def _check_own(bucket: Resource) -> Iterator[str]:
    rules = bucket.blocks("lifecycleRules")
    if rules and not any(_aborts(rule) for rule in rules):
        yield (
            f"parts of broken uploads are kept for ever; got {len(rules)} lifecycleRules without "
            "abortIncompleteMultipartUploadDays for the whole bucket, expected one"
        )


def _aborts(rule: Block) -> bool:
    wide = rule.flag("enabled") and not rule.text("prefix") and not rule.value("tags")
    return wide and rule.number("abortIncompleteMultipartUploadDays") > 0


_ABORT: dict[str, Any] = {"abortIncompleteMultipartUpload": {"daysAfterInitiation": 7}}


def _given(*rules: dict[str, Any], type: str = LIFECYCLES[0]) -> Given:
    return Given(type, {"bucket": "data", "rules": [{"id": "rule", "status": "Enabled"} | rule for rule in rules]})


def _own(type: str = BUCKET, **rule: Any) -> Given:
    return Given(type, {"lifecycleRules": [_OWN | rule]})


_OWN: dict[str, Any] = {"enabled": True, "abortIncompleteMultipartUploadDays": 7}


CONTROL = Control(
    id="s3.lifecycle-aborts-uploads",
    title="Lifecycles remove the parts of uploads that were never completed",
    practices=("advisor.trusted-advisor",),
    severity=Severity.LOW,
    why="The parts of a broken upload show in no list of objects, and are paid for until somebody looks for them.",
    fix="give one enabled rule without a filter an abortIncompleteMultipartUpload of 7 days",
    tier=Tier.REGULATED,
    rules=(ResourceRule(_TYPES, _check, _mend), ResourceRule(BUCKETS, _check_own)),
    equivalents={Tool.CHECKOV: ("CKV_AWS_300",)},
    good=(
        *(example(f"everything omitted, which has no lifecycle: {type}", Given(type)) for type in BUCKETS),
        example("a rule for the whole bucket", _given(_ABORT)),
        example("a filter of nothing", _given(_ABORT | {"filter": {"prefix": "", "objectSizeGreaterThan": 0}})),
        example("another rule for a part of the bucket", _given({"filter": {"prefix": "tmp/"}}, _ABORT)),
        *(example(f"the bucket's own rule: {type}", _own(type)) for type in BUCKETS),
        example("the bucket's own rule after one day", _own(abortIncompleteMultipartUploadDays=1)),
        example("another rule of the bucket's own", Given(BUCKET, {"lifecycleRules": [{"enabled": True}, _OWN]})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        example("a rule for the whole bucket without it", _given({"expiration": {"days": 90}})),
        example("two rules for the whole bucket without it", _given({"expiration": {"days": 90}}, {"id": "second"})),
        example("a rule that is off", _given(_ABORT | {"status": "Disabled"})),
        example("only a part of the bucket", _given(_ABORT | {"filter": {"prefix": "tmp/"}})),
        example("only a part of the bucket in the old way", _given(_ABORT | {"prefix": "tmp/"})),
        example("only large objects", _given(_ABORT | {"filter": {"objectSizeGreaterThan": 1024}})),
        *(example(f"the bucket's own rule is off: {type}", _own(type, enabled=False)) for type in BUCKETS),
        example("the bucket's own rule has no days", _own(abortIncompleteMultipartUploadDays=0)),
        example("the bucket's own rule is for a part", _own(prefix="tmp/")),
        example("the bucket's own rule is for some tags", _own(tags={"kind": "tmp"})),
    ),
)
