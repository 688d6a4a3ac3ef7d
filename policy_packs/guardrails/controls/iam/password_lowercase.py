"""Passwords have small letters in them."""

from ._passwords import asking_for

CONTROL = asking_for(
    flag="requireLowercaseCharacters",
    id="iam.password-lowercase",
    characters="small letters",
    security_hub="IAM.12",
    checkov="CKV_AWS_11",
    trivy="AWS-0058",
)
