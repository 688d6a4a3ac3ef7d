"""Default encryption of buckets names a customer-managed key and uses a bucket key."""

from collections.abc import Iterator
from typing import Any

from .._model import (
    ConfigRule,
    Control,
    Exempt,
    Given,
    Guardrail,
    PolicyType,
    Ref,
    ResourceRule,
    Severity,
    example,
)
from .._properties import Block, each
from .._resources import Resource

_BUCKET = "aws:s3/bucket:Bucket"
_ENCRYPTION = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"
_KEY = "aws:kms/key:Key"
_ALGORITHMS = ("AES256", "aws:kms", "aws:kms:dsse")


def _check(resource: Resource) -> Iterator[str]:
    # A bucket that says nothing is encrypted by S3's own key: AWS's default is safe.
    inline = resource.block("serverSideEncryptionConfiguration").blocks("rule")
    yield from each([*resource.blocks("rules"), *inline], _check_rule)


def _check_rule(rule: Block) -> Iterator[str]:
    default = rule.block("applyServerSideEncryptionByDefault")
    algorithm = default.text("sseAlgorithm")
    if algorithm not in _ALGORITHMS:
        expected = ", ".join(_ALGORITHMS)
        yield f"{default.path('sseAlgorithm')} is unknown to S3; got {algorithm or 'none'}, expected one of {expected}"
    if algorithm.startswith("aws:kms") and default.is_known("kmsMasterKeyId"):
        key = default.text("kmsMasterKeyId")
        if not key or key.endswith("alias/aws/s3"):
            yield (
                f"{default.path('kmsMasterKeyId')} is not a key of yours; got {key or 'none'}, "
                "expected the ARN of a customer-managed key"
            )
    if _lacks_bucket_key(rule):
        yield f"{rule.path('bucketKeyEnabled')} is off, so each object costs a call of KMS; got false, expected true"


def _lacks_bucket_key(rule: Block) -> bool:
    # S3 has no bucket keys for dual-layer encryption (aws:kms:dsse).
    algorithm = rule.block("applyServerSideEncryptionByDefault").text("sseAlgorithm")
    return algorithm == "aws:kms" and not rule.flag("bucketKeyEnabled")


def _mend(resource: Resource) -> dict[str, bool]:
    return {
        f"rules.{index}.bucketKeyEnabled": True
        for index, rule in enumerate(resource.blocks("rules"))
        if _lacks_bucket_key(rule)
    }


def _rule(algorithm: str, *, bucket_key: bool | None = None, key: object = None) -> dict[str, Any]:
    return {
        "applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm, "kmsMasterKeyId": key},
        "bucketKeyEnabled": bucket_key,
    }


def _given(rule: dict[str, Any]) -> Given:
    return Given(_ENCRYPTION, {"bucket": "logs", "rules": [rule]})


_ARN = "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"

CONTROL = Control(
    id="s3.bucket-encryption-complete",
    title="Default encryption of buckets names a customer-managed key and uses a bucket key",
    practices=("data.sse-and-client-side", "data.at-rest", "data.kms"),
    severity=Severity.MEDIUM,
    why="The AWS-managed key can't be shared, revoked or narrowed, and without a bucket key every object calls KMS.",
    fix="set sseAlgorithm to aws:kms with kmsMasterKeyId and bucketKeyEnabled true, or to AES256",
    rules=(ResourceRule((_ENCRYPTION, _BUCKET), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyUploadWithCustomerProvidedKey",
            type=PolicyType.RESOURCE_CONTROL,
            actions=("s3:PutObject",),
            conditions={"Null": {"s3:x-amz-server-side-encryption-customer-algorithm": "false"}},
            exempt=Exempt.NOBODY,
        ),
    ),
    detection=(ConfigRule("S3_BUCKET_SERVER_SIDE_ENCRYPTION_ENABLED"),),
    good=(
        example("everything omitted, which S3 encrypts by its own key", Given(_BUCKET)),
        example("a customer-managed key and a bucket key", _given(_rule("aws:kms", bucket_key=True, key=_ARN))),
        example(
            "a key that is made beside it",
            Given(_KEY, name="key"),
            _given(_rule("aws:kms", bucket_key=True, key=Ref("key", "arn"))),
        ),
        example("S3's own key", _given(_rule("AES256"))),
        example("two layers, which know no bucket key", _given(_rule("aws:kms:dsse", key=_ARN))),
    ),
    bad=(
        example("a rule with everything omitted", _given({})),
        example("no key", _given(_rule("aws:kms", bucket_key=True))),
        example("the AWS-managed key", _given(_rule("aws:kms", bucket_key=True, key="alias/aws/s3"))),
        example("two layers without a key", _given(_rule("aws:kms:dsse"))),
        example("the bucket key omitted", _given(_rule("aws:kms", key=_ARN))),
        example("the bucket key off", _given(_rule("aws:kms", bucket_key=False, key=_ARN))),
        example(
            "no key in the bucket's own block",
            Given(_BUCKET, {"serverSideEncryptionConfiguration": {"rule": _rule("aws:kms", bucket_key=True)}}),
        ),
    ),
)
