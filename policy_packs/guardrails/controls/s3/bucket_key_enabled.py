"""Buckets encrypted by KMS use a bucket key."""

from collections.abc import Iterator
from typing import Any

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS, ENCRYPTIONS, either


def _check(resource: Resource) -> Iterator[str]:
    inline = either(resource, "serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations")
    rules = [rule for block in (resource, *inline) for rule in either(block, "rule", "rules")]
    yield from each(rules, _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    if _lacks_bucket_key(rule):
        yield f"{rule.path('bucketKeyEnabled')} is off, so each object costs a call of KMS; got false, expected true"


def _lacks_bucket_key(rule: Block) -> bool:
    # S3 has no bucket keys for dual-layer encryption (aws:kms:dsse).
    defaults = either(rule, "applyServerSideEncryptionByDefault", "applyServerSideEncryptionByDefaults")
    return any(default.text("sseAlgorithm") == "aws:kms" for default in defaults) and not rule.flag("bucketKeyEnabled")


def _mend(encryption: Resource) -> dict[str, bool]:
    return {
        f"rules.{index}.bucketKeyEnabled": True
        for index, rule in enumerate(encryption.blocks("rules"))
        if _lacks_bucket_key(rule)
    }


def _rule(algorithm: str, bucket_key: bool | None = None) -> dict[str, Any]:
    key = "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"
    default = {"sseAlgorithm": algorithm, "kmsMasterKeyId": key}
    return {"applyServerSideEncryptionByDefault": default, "bucketKeyEnabled": bucket_key}


def _given(*rules: dict[str, Any], type: str = ENCRYPTIONS[0]) -> Given:
    return Given(type, {"bucket": "logs", "rules": list(rules)})


CONTROL = Control(
    id="s3.bucket-key-enabled",
    title="Buckets encrypted by KMS use a bucket key",
    practices=("data.kms", "advisor.trusted-advisor"),
    severity=Severity.LOW,
    why="Without a bucket key every object is a paid call of KMS, and a busy bucket uses up the account's quota.",
    fix="set bucketKeyEnabled to true",
    tier=Tier.REGULATED,
    rules=(ResourceRule(ENCRYPTIONS, _check, _mend), ResourceRule(BUCKETS, _check)),
    good=(
        example("everything omitted", Given(BUCKET)),
        example("a bucket key", _given(_rule("aws:kms", True))),
        example("S3's own key, which costs nothing", _given(_rule("AES256"))),
        example("two layers, which know no bucket key", _given(_rule("aws:kms:dsse"))),
        example("a rule that leaves the algorithm to S3", _given({"blockedEncryptionTypes": ["SSE-C"]})),
    ),
    bad=(
        *(example(f"the bucket key omitted: {type}", _given(_rule("aws:kms"), type=type)) for type in ENCRYPTIONS),
        example("the bucket key off", _given(_rule("aws:kms", False))),
        example("the second rule without it", _given(_rule("aws:kms", True), _rule("aws:kms"))),
        example(
            "no bucket key in the bucket's own block",
            Given(BUCKET, {"serverSideEncryptionConfiguration": {"rule": _rule("aws:kms")}}),
        ),
        example(
            "no bucket key in the old token's block",
            Given(
                BUCKETS[1],
                {
                    "serverSideEncryptionConfigurations": [
                        {"rules": [{"applyServerSideEncryptionByDefaults": [{"sseAlgorithm": "aws:kms"}]}]}
                    ]
                },
            ),
        ),
    ),
)
