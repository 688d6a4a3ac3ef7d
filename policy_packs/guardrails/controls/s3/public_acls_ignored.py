"""Buckets ignore public access control lists."""

from ._public_access import blocking

CONTROL = blocking(
    flag="ignorePublicAcls",
    id="s3.public-acls-ignored",
    title="Buckets ignore public access control lists",
    why="A list that was there before the block goes on publishing what it is on.",
    checkov=("CKV_AWS_55",),
    trivy="AWS-0091",
)
