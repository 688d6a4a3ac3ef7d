"""Default encryption of buckets names an algorithm that S3 has and, with KMS, a customer-managed key."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
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
from ._helpers import BUCKET, BUCKETS, ENCRYPTIONS, either

_KEY = "aws:kms/key:Key"
_ALGORITHMS = ("AES256", "aws:kms", "aws:kms:dsse")


def _check(resource: Resource) -> Iterator[str]:
    # A bucket that says nothing is encrypted by S3's own key: AWS's default is safe.
    inline = either(resource, "serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations")
    yield from each([resource, *inline], _check_rules)


def _check_rules(configuration: Block) -> Iterator[str]:
    for rule in either(configuration, "rule", "rules"):
        defaults = either(rule, "applyServerSideEncryptionByDefault", "applyServerSideEncryptionByDefaults")
        if not defaults and not (set(rule.names()) & {"bucketKeyEnabled", "blockedEncryptionTypes"}):
            yield f"{rule.path()} says nothing; got an empty rule, expected applyServerSideEncryptionByDefault"
        yield from each(defaults, _check_default)


def _check_default(default: Block) -> Iterator[str]:
    algorithm = default.text("sseAlgorithm")
    if algorithm not in _ALGORITHMS:
        expected = ", ".join(_ALGORITHMS)
        yield f"{default.path('sseAlgorithm')} is unknown to S3; got {algorithm or 'none'}, expected one of {expected}"
    if algorithm.startswith("aws:kms"):
        key = default.text("kmsMasterKeyId")
        if not key or key.endswith("alias/aws/s3"):
            yield (
                f"{default.path('kmsMasterKeyId')} is not a key of yours; got {key or 'none'}, "
                "expected the ARN of a customer-managed key"
            )


def _rule(algorithm: str, key: object = None) -> dict[str, Any]:
    return {"applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm, "kmsMasterKeyId": key}}


def _given(rule: dict[str, Any], type: str = ENCRYPTIONS[0]) -> Given:
    return Given(type, {"bucket": "logs", "rules": [rule]})


def _old(**default: str) -> Given:
    rules = [{"applyServerSideEncryptionByDefaults": [default]}]
    return Given(BUCKETS[1], {"serverSideEncryptionConfigurations": [{"rules": rules}]})


_ARN = "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"

CONTROL = Control(
    id="s3.bucket-encryption-complete",
    title="Default encryption of buckets by KMS names a customer-managed key",
    practices=("data.sse-and-client-side", "data.at-rest", "data.kms"),
    severity=Severity.MEDIUM,
    why="The AWS-managed key can't be shared, revoked or narrowed, so whoever may read the bucket may decrypt it.",
    fix="set sseAlgorithm to aws:kms with the kmsMasterKeyId of a key of yours, or to AES256",
    rules=(ResourceRule((*ENCRYPTIONS, *BUCKETS), _check),),
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
    equivalents={Tool.CHECKOV: ("CKV_AWS_19",), Tool.TRIVY: ("AWS-0132",)},
    good=(
        example("everything omitted, which S3 encrypts by its own key", Given(BUCKET)),
        example("a customer-managed key", _given(_rule("aws:kms", _ARN))),
        example(
            "a key that is made beside it",
            Given(_KEY, name="key"),
            _given(_rule("aws:kms", Ref("key", "arn"))),
        ),
        example("S3's own key", _given(_rule("AES256"))),
        example("two layers", _given(_rule("aws:kms:dsse", _ARN))),
        example("only the kinds of keys that uploads may not bring", _given({"blockedEncryptionTypes": ["SSE-C"]})),
        example("a customer-managed key in the old token's block", _old(sseAlgorithm="aws:kms", kmsMasterKeyId=_ARN)),
        example("only a bucket key", _given({"bucketKeyEnabled": True})),
    ),
    bad=(
        example("a rule with everything omitted", _given({})),
        example("an algorithm that S3 doesn't have", _given(_rule("aes:kms", _ARN))),
        example("a key without an algorithm", _given({"applyServerSideEncryptionByDefault": {"kmsMasterKeyId": _ARN}})),
        *(example(f"no key: {type}", _given(_rule("aws:kms"), type)) for type in ENCRYPTIONS),
        example("the AWS-managed key", _given(_rule("aws:kms", "alias/aws/s3"))),
        example("two layers without a key", _given(_rule("aws:kms:dsse"))),
        example(
            "no key in the bucket's own block",
            Given(BUCKET, {"serverSideEncryptionConfiguration": {"rule": _rule("aws:kms")}}),
        ),
        example("no key in the old token's block", _old(sseAlgorithm="aws:kms")),
    ),
)
