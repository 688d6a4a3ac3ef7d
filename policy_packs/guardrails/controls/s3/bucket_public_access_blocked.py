"""Every bucket has a public access block; what it must say is the matter of other controls."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Exempt,
    Given,
    Guardrail,
    Ref,
    SecurityHubControl,
    Severity,
    StackRule,
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, PUBLIC_FLAGS
from ._public_access import BUCKET_BLOCK

_ACCOUNT_BLOCK = "aws:s3/accountPublicAccessBlock:AccountPublicAccessBlock"


def _check_bucket(bucket: Resource, stack: Stack) -> Iterator[str]:
    if stack.sidecars(bucket, BUCKET_BLOCK, by="bucket"):
        return
    of_account = stack.beside(bucket, _ACCOUNT_BLOCK)
    if not any(all(block.flag(name) for name in PUBLIC_FLAGS) for block in of_account):
        yield (
            "nothing keeps the bucket from being made public; got no block for the bucket nor for its account, "
            "expected a BucketPublicAccessBlock"
        )


_ALL_ON = dict.fromkeys(PUBLIC_FLAGS, True)
_LOGS = Given(BUCKET, {"bucket": "logs"}, name="logs")

CONTROL = Control(
    id="s3.bucket-public-access-blocked",
    title="Every bucket has a public access block",
    practices=("network.private-subnets", "data.at-rest", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="Without a block one edit of the bucket's policy publishes its data.",
    fix="give the bucket a BucketPublicAccessBlock with all four flags true",
    rules=(StackRule(BUCKETS, _check_bucket),),
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
        Tool.CHECKOV: ("CKV2_AWS_6",),
        Tool.CONTROL_TOWER: ("S3.PR.1",),
        Tool.TRIVY: ("AWS-0094",),
    },
    good=(
        example(
            "a bucket with its block",
            _LOGS,
            Given(BUCKET_BLOCK, {"bucket": Ref("logs"), **_ALL_ON}, name="logs-block"),
        ),
        example("a block that other controls are about", _LOGS, Given(BUCKET_BLOCK, {"bucket": "logs"}, name="block")),
        example("the block of the account covers the bucket", _LOGS, Given(_ACCOUNT_BLOCK, _ALL_ON, name="account")),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example(
            "the block belongs to another bucket",
            _LOGS,
            Given(BUCKET_BLOCK, {"bucket": "other", **_ALL_ON}, name="other-block"),
        ),
        example(
            "the block of the account is incomplete",
            _LOGS,
            Given(_ACCOUNT_BLOCK, _ALL_ON | {"restrictPublicBuckets": False}, name="account"),
        ),
    ),
)
