"""Buckets refuse public policies."""

from ._public_access import blocking

CONTROL = blocking(
    flag="blockPublicPolicy",
    id="s3.public-policies-blocked",
    title="Buckets refuse public policies",
    why="One edit of the bucket's policy publishes all that is in it.",
    checkov=(
        "CKV2_AWS_6",
        "CKV_AWS_54",
    ),
    trivy="AWS-0087",
)
