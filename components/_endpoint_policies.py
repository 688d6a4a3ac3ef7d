"""Policies of VPC endpoints: who may reach what through a network's private ways to AWS.

An endpoint passes the organization's principals to the organization's resources and nothing else, so that nobody can
carry data out with credentials, or into buckets, of another company. What AWS owns and workloads can't do without
is named below and can only be read. Source: "Building a data perimeter on AWS", AWS whitepaper.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Final

import pulumi

from ._policies import Statement, document

# Package repositories, Systems Manager's own buckets, and the layers of container images; agents, package managers and
# the container registry fetch them without credentials of the organization. Source: Amazon S3, Amazon ECR and Systems
# Manager user guides, "Amazon Linux repositories", "Minimum Amazon S3 bucket permissions for Amazon ECR" and
# "SSM Agent communications with AWS managed S3 buckets".
_AWS_BUCKETS: Final = (
    "al2023-repos-{region}-de612dc2",
    "amazonlinux-2-repos-{region}",
    "prod-{region}-starport-layer-bucket",
    "amazon-ssm-{region}",
    "amazon-ssm-packages-{region}",
    "amazoncloudwatch-agent-{region}",
    "aws-ssm-{region}",
    "aws-ssm-distributor-file-{region}",
    "aws-ssm-document-attachments-{region}",
    "aws-windows-downloads-{region}",
    "patch-baseline-snapshot-{region}",
)


def endpoint_policy(
    service: str,
    *,
    region: str,
    partition: str,
    organization_id: pulumi.Input[str] | None,
    account_id: pulumi.Input[str],
    trusted_organizations: Sequence[str] = (),
    trusted_accounts: Sequence[str] = (),
) -> pulumi.Output[str]:
    """The policy of the endpoint of a service, such as "s3" or "kms".

    Without an organization's id, the account stands for the organization. Own principals also reach the resources of
    trusted organizations and accounts: whom those let in, their own policies say.
    """
    accounts: pulumi.Input[str] = "*"
    if organization_id is None:
        principals, resources = {"aws:PrincipalAccount": account_id}, {"aws:ResourceAccount": account_id}
        accounts = account_id
    else:
        principals, resources = {"aws:PrincipalOrgID": organization_id}, {"aws:ResourceOrgID": organization_id}
    trusted = {"OrgID": list(trusted_organizations), "Account": list(trusted_accounts)}
    statements = [_allow("OwnPrincipalsToOwnResources", "*", "*", {**principals, **resources})]
    statements += [
        _allow(f"OwnPrincipalsToTrusted{kind}", "*", "*", {**principals, f"aws:Resource{kind}": ids})
        for kind, ids in trusted.items()
        if ids
    ]
    if service == "s3":
        buckets = [f"arn:{partition}:s3:::{bucket.format(region=region)}/*" for bucket in _AWS_BUCKETS]
        statements.append(_allow("ReadPackagesAndImagesOfAws", "s3:GetObject", buckets))
    if service == "ssm":
        # Documents and parameters that AWS publishes belong to no account of the organization.
        published = [f"arn:{partition}:ssm:{region}::{kind}" for kind in ("document/*", "parameter/aws/service/*")]
        reads = [
            "ssm:DescribeDocument",
            "ssm:GetDocument",
            "ssm:GetParameter",
            "ssm:GetParameters",
            "ssm:GetParametersByPath",
        ]
        statements.append(_allow("ReadDocumentsAndParametersOfAws", reads, published, principals))
    if service == "sts":
        # Nobody is a principal of the organization before the role is assumed; the role's trust policy decides.
        federation = ["sts:AssumeRoleWithSAML", "sts:AssumeRoleWithWebIdentity"]
        roles = pulumi.Output.format("arn:{0}:iam::{1}:role/*", partition, accounts)
        statements.append(_allow("FederationIntoOwnRoles", federation, roles, resources))
    return document(*statements)


def _allow(sid: str, actions: Any, resources: Any, equal: Mapping[str, Any] | None = None) -> Statement:
    statement = {"Sid": sid, "Effect": "Allow", "Principal": "*", "Action": actions, "Resource": resources}
    return {**statement, "Condition": {"StringEquals": equal}} if equal else statement
