"""Buckets encrypt new objects by KMS."""

from collections.abc import Iterator
from typing import Any

from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._properties import Block
from .._resources import Resource, Stack
from ._helpers import ACLS, BUCKET, BUCKETS, ENCRYPTIONS, LOGGINGS, POLICY, either, takes_logs


def _algorithms(configuration: Block) -> Iterator[str]:
    for rule in either(configuration, "rule", "rules"):
        for default in either(rule, "applyServerSideEncryptionByDefault", "applyServerSideEncryptionByDefaults"):
            yield default.text("sseAlgorithm", default="none")


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    inline = either(bucket, "serverSideEncryptionConfiguration", "serverSideEncryptionConfigurations")
    configurations: list[Block] = [*inline, *stack.sidecars(bucket, *ENCRYPTIONS, by="bucket")]
    found = [algorithm for configuration in configurations for algorithm in _algorithms(configuration)]
    encrypted = any(algorithm.startswith("aws:kms") for algorithm in found)
    # S3 delivers access logs only to buckets that its own key encrypts.
    if not encrypted and not takes_logs(bucket, stack):
        yield f"objects are encrypted without KMS; got sseAlgorithm {', '.join(found) or 'none'}, expected aws:kms"


def _rule(algorithm: str) -> dict[str, Any]:
    return {"applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm}}


def _beside(algorithm: str, type: str = ENCRYPTIONS[0], bucket: object = Ref("data")) -> Given:
    return Given(type, {"bucket": bucket, "rules": [_rule(algorithm)]}, name="encryption")


def _old(algorithm: str) -> Given:
    rules = [{"applyServerSideEncryptionByDefaults": [{"sseAlgorithm": algorithm}]}]
    return Given(BUCKETS[1], {"serverSideEncryptionConfigurations": [{"rules": rules}]})


def _delivery(effect: str, service: str = "logging.s3.amazonaws.com") -> dict[str, Any]:
    statement = {
        "Effect": effect,
        "Principal": {"Service": service},
        "Action": "s3:PutObject",
        "Resource": "arn:aws:s3:::data/*",
    }
    return {"Version": "2012-10-17", "Statement": [statement]}


_DATA = Given(BUCKET, {"bucket": "data"}, name="data")
_KMS = {"serverSideEncryptionConfiguration": {"rule": _rule("aws:kms")}}
_READER = {"id": "c1daexampleaaf850ea79cf0430f33d72579fd1611c97f7ded193374c0b163b6", "type": "CanonicalUser"}
_GROUP = {"type": "Group", "uri": "http://acs.amazonaws.com/groups/s3/LogDelivery"}


def _source(target: object) -> Given:
    return Given(BUCKET, {"bucket": "source", "logging": {"targetBucket": target}, **_KMS}, name="source")


CONTROL = Control(
    id="s3.bucket-kms-encrypted",
    title="Buckets encrypt new objects by KMS",
    practices=("data.sse-and-client-side", "data.kms"),
    severity=Severity.LOW,
    why="S3's own key opens for everybody who may read the bucket; a key of KMS has a policy and a log of its own.",
    fix="give the bucket a BucketServerSideEncryptionConfiguration with sseAlgorithm aws:kms and a key of yours",
    tier=Tier.REGULATED,
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("S3_DEFAULT_ENCRYPTION_KMS"), SecurityHubControl("S3.17")),
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_145",),
        Tool.CONTROL_TOWER: ("S3.PR.10",),
        Tool.SECURITY_HUB: ("S3.17",),
        Tool.TRIVY: ("AWS-0132",),
    },
    good=(
        *(example(f"KMS beside the bucket: {type}", _DATA, _beside("aws:kms", type)) for type in ENCRYPTIONS),
        example("two layers", _DATA, _beside("aws:kms:dsse")),
        example("KMS in the bucket's own block", Given(BUCKET, _KMS)),
        example("KMS in the old token's block", _old("aws:kms")),
        example("a bucket that may take logs", Given(BUCKET, {"acl": "log-delivery-write"})),
        example("a bucket that grants logs in", Given(BUCKET, {"grants": [_GROUP | {"permissions": ["WRITE"]}]})),
        example(
            "a list that lets logs in", _DATA, Given(ACLS[0], {"bucket": Ref("data"), "acl": "log-delivery-write"})
        ),
        example(
            "a list with a grant that lets logs in",
            _DATA,
            Given(
                ACLS[0],
                {
                    "bucket": Ref("data"),
                    "accessControlPolicy": {
                        "owner": {"id": _READER["id"]},
                        "grants": [
                            {"permission": "READ", "grantee": _READER},
                            {"permission": "WRITE", "grantee": _GROUP},
                        ],
                    },
                },
                name="list",
            ),
        ),
        example(
            "the logs of another bucket",
            _DATA,
            Given(BUCKET, {"bucket": "source", **_KMS}, name="source"),
            Given(LOGGINGS[0], {"bucket": Ref("source"), "targetBucket": Ref("data")}, name="logging"),
        ),
        example("the logs of another bucket by its block", _DATA, _source(Ref("data"))),
        example(
            "the logs of a bucket with the old token",
            _DATA,
            Given(
                BUCKETS[1],
                {"bucket": "source", "loggings": [{"targetBucket": Ref("data")}], **_old("aws:kms").properties},
                name="source",
            ),
        ),
        example(
            "a policy that lets logs in",
            _DATA,
            Given(POLICY, {"bucket": Ref("data"), "policy": _delivery("Allow")}, name="policy"),
        ),
        example("the bucket's own policy lets logs in", Given(BUCKET, {"policy": _delivery("Allow")})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("S3's own key", _DATA, _beside("AES256")),
        example("S3's own key in the bucket's own block", _old("AES256")),
        example("no algorithm", _DATA, Given(ENCRYPTIONS[0], {"bucket": Ref("data"), "rules": [{}]}, name="none")),
        example("the configuration of another bucket", _DATA, _beside("aws:kms", bucket="other")),
        example("logs go elsewhere", _DATA, _source("other")),
        example("a private list", Given(BUCKET, {"acl": "private"})),
        example("a policy that keeps logs out", Given(BUCKET, {"policy": _delivery("Deny")})),
        example("a policy for another service", Given(BUCKET, {"policy": _delivery("Allow", "config.amazonaws.com")})),
    ),
)
