"""Default encryption of buckets names an algorithm that S3 has."""

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
    ResourceRule,
    Severity,
    example,
)
from .._properties import Block, each
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS, ENCRYPTIONS, either

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
    title="Default encryption of buckets names an algorithm that S3 has",
    practices=("data.sse-and-client-side", "data.at-rest"),
    severity=Severity.MEDIUM,
    why="A rule without such an algorithm leaves the bucket to S3's own key, or the update to an error.",
    fix="set sseAlgorithm to aws:kms, with the kmsMasterKeyId of a key of yours, or to AES256",
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
    equivalents={Tool.CHECKOV: ("CKV_AWS_19",)},
    good=(
        example("everything omitted, which S3 encrypts by its own key", Given(BUCKET)),
        example("a customer-managed key", _given(_rule("aws:kms", _ARN))),
        example("S3's own key", _given(_rule("AES256"))),
        example("the AWS-managed key, which another control is about", _given(_rule("aws:kms"))),
        example("two layers", _given(_rule("aws:kms:dsse", _ARN))),
        example("only the kinds of keys that uploads may not bring", _given({"blockedEncryptionTypes": ["SSE-C"]})),
        example("a customer-managed key in the old token's block", _old(sseAlgorithm="aws:kms", kmsMasterKeyId=_ARN)),
        example("only a bucket key", _given({"bucketKeyEnabled": True})),
    ),
    bad=(
        example("a rule with everything omitted", _given({})),
        example("an algorithm that S3 doesn't have", _given(_rule("aes:kms", _ARN))),
        example("a key without an algorithm", _given({"applyServerSideEncryptionByDefault": {"kmsMasterKeyId": _ARN}})),
        *(example(f"no algorithm: {type}", _given(_rule(""), type)) for type in ENCRYPTIONS),
        example(
            "no such algorithm in the bucket's own block",
            Given(BUCKET, {"serverSideEncryptionConfiguration": {"rule": _rule("aws:kmms", _ARN)}}),
        ),
        example("no such algorithm in the old token's block", _old(sseAlgorithm="AES128")),
    ),
)
