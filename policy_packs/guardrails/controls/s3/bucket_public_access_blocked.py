"""Every bucket blocks public access."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Exempt,
    Given,
    Guardrail,
    Ref,
    ResourceRule,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, PUBLIC_FLAGS

_BUCKET_BLOCK = "aws:s3/bucketPublicAccessBlock:BucketPublicAccessBlock"
_ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"


def _check_block(block: Resource) -> Iterator[str]:
    off = [name for name in PUBLIC_FLAGS if not block.flag(name)]
    if off:
        yield f"the bucket can be made public; got {', '.join(off)} off, expected all four on"


def _mend(block: Resource) -> dict[str, bool]:
    return {name: True for name in PUBLIC_FLAGS if not block.flag(name)}


def _check_bucket(bucket: Resource, stack: Stack) -> Iterator[str]:
    if stack.sidecars(bucket, _BUCKET_BLOCK, by="bucket"):
        return
    of_account = [block for block in stack.of_type(_ACCOUNT_BLOCK) if block.provider == bucket.provider]
    if not any(all(block.flag(name) for name in PUBLIC_FLAGS) for block in of_account):
        yield (
            "nothing keeps the bucket from being made public; got no block for the bucket nor for its account, "
            "expected a BucketPublicAccessBlock"
        )


_ALL_ON = dict.fromkeys(PUBLIC_FLAGS, True)
_LOGS = Given(BUCKET, {"bucket": "logs"}, name="logs")

CONTROL = Control(
    id="s3.bucket-public-access-blocked",
    title="Every bucket blocks public access",
    practices=("network.private-subnets", "data.at-rest", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="Without a block one edit of the bucket's policy publishes its data.",
    fix="give the bucket a BucketPublicAccessBlock with all four flags true",
    rules=(ResourceRule((_BUCKET_BLOCK,), _check_block, _mend), StackRule(BUCKETS, _check_bucket)),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfBucketPublicAccessBlock",
            actions=("s3:PutBucketPublicAccessBlock",),
            # Switching a block on is the same action as switching it off, so whoever is judged before may do it.
            exempt=Exempt.PIPELINES,
        ),
    ),
    detection=(ConfigRule("S3_BUCKET_LEVEL_PUBLIC_ACCESS_PROHIBITED"), SecurityHubControl("S3.8")),
    answer="block-public-bucket",
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("S3.8",),
        Framework.CIS_3_0: ("2.1.4",),
        Framework.CIS_5_0: ("2.1.4",),
        Framework.CIS_7_0: ("3.1.4",),
    },
    equivalents={
        Tool.CHECKOV: ("CKV2_AWS_6", "CKV_AWS_53", "CKV_AWS_54", "CKV_AWS_55", "CKV_AWS_56"),
        Tool.CONTROL_TOWER: ("S3.PR.1",),
        Tool.TRIVY: ("AWS-0086", "AWS-0087", "AWS-0091", "AWS-0093", "AWS-0094"),
    },
    good=(
        example(
            "a bucket with its block",
            _LOGS,
            Given(_BUCKET_BLOCK, {"bucket": Ref("logs"), **_ALL_ON}, name="logs-block"),
        ),
        example("the block of the account covers the bucket", _LOGS, Given(_ACCOUNT_BLOCK, _ALL_ON, name="account")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("a block with everything omitted", Given(_BUCKET_BLOCK, {"bucket": "logs"})),
        *(
            example(f"{name} off", Given(_BUCKET_BLOCK, {"bucket": "logs", **_ALL_ON, name: False}))
            for name in PUBLIC_FLAGS
        ),
        example(
            "the block belongs to another bucket",
            _LOGS,
            Given(_BUCKET_BLOCK, {"bucket": "other", **_ALL_ON}, name="other-block"),
        ),
        example(
            "the block of the account is incomplete",
            _LOGS,
            Given(_ACCOUNT_BLOCK, _ALL_ON | {"restrictPublicBuckets": False}, name="account"),
        ),
    ),
)
