"""Default encryption of buckets by KMS names a customer-managed key."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS, ENCRYPTIONS, either

_KEY = "aws:kms/key:Key"


def _check(resource: Resource) -> Iterator[str]:
    inline = either(resource, "serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations")
    yield from each([resource, *inline], _check_rules)


def _check_rules(configuration: Block) -> Iterator[str]:
    for rule in either(configuration, "rule", "rules"):
        names = "applyServerSideEncryptionByDefault", "applyServerSideEncryptionByDefaults"
        yield from each(either(rule, *names), _check_default)


def _check_default(default: Block) -> Iterator[str]:
    key = default.text("kmsMasterKeyId")
    if default.text("sseAlgorithm").startswith("aws:kms") and (not key or key.endswith("alias/aws/s3")):
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
    id="s3.bucket-customer-managed-key",
    title="Default encryption of buckets by KMS names a customer-managed key",
    practices=("data.sse-and-client-side", "data.at-rest", "data.kms"),
    severity=Severity.MEDIUM,
    why="The AWS-managed key can't be shared, revoked or narrowed, so whoever may read the bucket may decrypt it.",
    fix="set kmsMasterKeyId to the ARN of a key of yours",
    rules=(ResourceRule((*ENCRYPTIONS, *BUCKETS), _check),),
    equivalents={Tool.TRIVY: ("AWS-0132",)},
    good=(
        example("everything omitted, which S3 encrypts by its own key", Given(BUCKET)),
        example("a customer-managed key", _given(_rule("aws:kms", _ARN))),
        example("a key that is made beside it", Given(_KEY, name="key"), _given(_rule("aws:kms", Ref("key", "arn")))),
        example("S3's own key", _given(_rule("AES256"))),
        example("two layers", _given(_rule("aws:kms:dsse", _ARN))),
        example("a customer-managed key in the old token's block", _old(sseAlgorithm="aws:kms", kmsMasterKeyId=_ARN)),
        example("only a bucket key", _given({"bucketKeyEnabled": True})),
    ),
    bad=(
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
