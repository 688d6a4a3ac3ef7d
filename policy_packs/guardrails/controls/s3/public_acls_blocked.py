"""Buckets refuse public access control lists."""

from ._public_access import blocking

CONTROL = blocking(
    flag="blockPublicAcls",
    id="s3.public-acls-blocked",
    title="Buckets refuse public access control lists",
    why="An upload or an edit with a public list publishes data past every policy that was reviewed.",
    checkov=(
        "CKV2_AWS_6",
        "CKV_AWS_53",
    ),
    trivy="AWS-0086",
)
