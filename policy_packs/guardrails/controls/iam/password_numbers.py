"""Passwords have digits in them."""

from ._passwords import asking_for

CONTROL = asking_for(
    flag="requireNumbers",
    id="iam.password-numbers",
    characters="digits",
    security_hub="IAM.14",
    checkov="CKV_AWS_12",
    trivy="AWS-0059",
)
