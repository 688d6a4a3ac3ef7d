"""Buckets with a public policy answer their own account only."""

from ._public_access import blocking

CONTROL = blocking(
    flag="restrictPublicBuckets",
    id="s3.public-policies-restricted",
    title="Buckets with a public policy answer their own account only",
    why="A policy that was there before the block goes on letting other accounts and everybody in.",
    checkov=("CKV_AWS_56",),
    trivy="AWS-0093",
)
