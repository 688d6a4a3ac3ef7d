"""Passwords have symbols in them."""

from ._passwords import asking_for

CONTROL = asking_for(
    flag="requireSymbols",
    id="iam.password-symbols",
    characters="symbols",
    security_hub="IAM.13",
    checkov="CKV_AWS_14",
    trivy="AWS-0060",
)
