"""The permissions boundary: what a role made by a workload can ever do."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import ACCESS_ROLE, PREFIX, LandingZoneComponent
from ._policies import document

BOUNDARY: Final = f"{PREFIX}-boundary"

# What workloads are made of, by IAM's prefixes. Not among them: people, accounts, the organization, billing, networks
# between accounts, and the services that watch the account.
SERVICES: Final = tuple(
    "acm airflow apigateway application-autoscaling appsync athena autoscaling backup batch bedrock cloudformation "
    "cloudfront cloudwatch codebuild cognito-identity cognito-idp dynamodb ec2 ec2messages ecr ecs eks elasticache "
    "elasticfilesystem elasticloadbalancing es events execute-api firehose glue kafka kinesis kms lambda logs pipes "
    "rds rds-data rds-db redshift route53 s3 sagemaker scheduler secretsmanager servicediscovery ses sns sqs ssm "
    "ssmmessages states sts synthetics tag wafv2 xray".split()
)

# The services that a workload may hand a role to.
PASSED_TO: Final = tuple(
    f"{service}.amazonaws.com"
    for service in (
        "airflow airflow-env apigateway appsync backup batch bedrock codebuild ec2 ecs ecs-tasks eks eks-fargate-pods "
        "events firehose glue lambda monitoring.rds pipes pods.eks rds sagemaker scheduler states synthetics".split()
    )
)

# Changes of a role for which IAM says what boundary the role has, or gets.
# Source: Service Authorization Reference, "AWS Identity and Access Management".
_CHANGES_OF_ROLES: Final = tuple(
    f"iam:{name}"
    for name in (
        "AttachRolePolicy CreateRole DeleteRole DeleteRolePolicy DetachRolePolicy PutRolePermissionsBoundary "
        "PutRolePolicy UpdateAssumeRolePolicy UpdateRole".split()
    )
)
# Changes of what gives a role nothing that its boundary doesn't allow.
_OTHER_CHANGES: Final = tuple(
    f"iam:{name}"
    for name in (
        "AddRoleToInstanceProfile CreateInstanceProfile CreatePolicy CreatePolicyVersion DeleteInstanceProfile "
        "DeletePolicy DeletePolicyVersion RemoveRoleFromInstanceProfile SetDefaultPolicyVersion TagInstanceProfile "
        "TagPolicy TagRole UntagInstanceProfile UntagPolicy UntagRole".split()
    )
)


class PermissionsBoundaryArgs(TypedDict):
    """account_id: the account that it is in. services: IAM's prefixes of the services that workloads may use at all."""

    account_id: pulumi.Input[str]
    partition: NotRequired[str]
    services: NotRequired[Sequence[str]]


class PermissionsBoundary(LandingZoneComponent):
    """The managed policy landing-zone-boundary, which guardrails ask of every role and user made in workload accounts.

    A role that has it can use the services of workloads, make roles that have it too, and hand roles to those services;
    it can't touch what the landing zone owns. A boundary grants nothing: a role still needs policies of its own.

    Source: IAM user guide, "Permissions boundaries for IAM entities", "Delegating responsibility to others".
    """

    arn: pulumi.Output[str]

    def __init__(self, name: str, args: PermissionsBoundaryArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        iam = pulumi.Output.format("arn:{0}:iam::{1}", args.get("partition", "aws"), args["account_id"])

        def own(*resources: str) -> list[pulumi.Output[str]]:
            return [pulumi.Output.format("{0}:{1}", iam, resource) for resource in resources]

        policy = aws.iam.Policy(
            f"{name}-boundary",
            name=BOUNDARY,
            description="What roles made by workloads can ever do",
            policy=document(
                {
                    "Sid": "Workloads",
                    "Effect": "Allow",
                    "Action": [
                        *(f"{service}:*" for service in args.get("services", SERVICES)),
                        "iam:Get*",
                        "iam:List*",
                    ],
                    "Resource": "*",
                },
                {
                    "Sid": "RolesWithThisBoundary",
                    "Effect": "Allow",
                    "Action": _CHANGES_OF_ROLES,
                    "Resource": own("role/*"),
                    "Condition": {"StringEquals": {"iam:PermissionsBoundary": own(f"policy/{BOUNDARY}")}},
                },
                {
                    "Sid": "WhatBelongsToRoles",
                    "Effect": "Allow",
                    "Action": _OTHER_CHANGES,
                    "Resource": own("instance-profile/*", "policy/*", "role/*"),
                },
                {
                    "Sid": "RolesForServices",
                    "Effect": "Allow",
                    "Action": "iam:PassRole",
                    "Resource": own("role/*"),
                    "Condition": {"StringEquals": {"iam:PassedToService": PASSED_TO}},
                },
                {
                    "Sid": "RolesOfServices",
                    "Effect": "Allow",
                    "Action": "iam:CreateServiceLinkedRole",
                    "Resource": own("role/aws-service-role/*"),
                },
                {
                    "Sid": "NotTheLandingZone",
                    "Effect": "Deny",
                    "Action": [*_CHANGES_OF_ROLES, *_OTHER_CHANGES, "iam:PassRole", "sts:AssumeRole"],
                    "Resource": own(f"policy/{PREFIX}-*", f"role/{PREFIX}-*", f"role/{ACCESS_ROLE}"),
                },
            ),
            opts=self.kept_child(),
        )
        self.arn = policy.arn
        self.register_outputs({"arn": self.arn})
