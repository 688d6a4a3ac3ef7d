"""Passwords have capital letters in them."""

from ._passwords import asking_for

CONTROL = asking_for(
    flag="requireUppercaseCharacters",
    id="iam.password-uppercase",
    characters="capital letters",
    security_hub="IAM.11",
    checkov="CKV_AWS_15",
    trivy="AWS-0061",
)
