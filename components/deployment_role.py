"""The role that a pipeline keeps an account's baseline in."""

from __future__ import annotations

from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import DEPLOY_ROLE, PREFIX, LandingZoneComponent
from ._policies import document, root

# What a deploy of the baseline asks for in an account that has one: contacts, the recorder, the other settings, and a
# look at each. AWS knows no smaller resource for the others than the account and region.
_CONTACTS: Final = ("account:GetAlternateContact", "account:PutAlternateContact")
_RECORDER: Final = (
    "config:DescribeConfigurationRecorderStatus",
    "config:DescribeConfigurationRecorders",
    "config:PutConfigurationRecorder",
    "config:StartConfigurationRecorder",
)
_SETTINGS: Final = (
    "config:DescribeDeliveryChannels",
    "config:DescribeRetentionConfigurations",
    "config:PutDeliveryChannel",
    "config:PutRetentionConfiguration",
    "ec2:DisableSerialConsoleAccess",
    "ec2:EnableEbsEncryptionByDefault",
    "ec2:EnableImageBlockPublicAccess",
    "ec2:EnableSnapshotBlockPublicAccess",
    "ec2:GetEbsEncryptionByDefault",
    "ec2:GetImageBlockPublicAccessState",
    "ec2:GetInstanceMetadataDefaults",
    "ec2:GetSerialConsoleAccessStatus",
    "ec2:GetSnapshotBlockPublicAccessState",
    "ec2:ModifyInstanceMetadataDefaults",
    "iam:GetAccountPasswordPolicy",
    "iam:UpdateAccountPasswordPolicy",
    "s3:GetAccountPublicAccessBlock",
    "s3:PutAccountPublicAccessBlock",
)
_SHARING: Final = ("ssm:GetServiceSetting", "ssm:UpdateServiceSetting")
_LOOKS_AT_ROLES: Final = (
    "iam:GetPolicy",
    "iam:GetPolicyVersion",
    "iam:GetRole",
    "iam:GetRolePolicy",
    "iam:ListAttachedRolePolicies",
    "iam:ListPolicyVersions",
    "iam:ListRolePolicies",
)


class DeploymentRoleArgs(TypedDict):
    """account_id: the account that it is in. config_role_arn: the role that AWS Config works in there.

    trusted_account_id: the account of the pipeline, the management account. trusted_role: the name of the one role
    there that may take this one on.
    """

    account_id: pulumi.Input[str]
    config_role_arn: pulumi.Input[str]
    trusted_account_id: pulumi.Input[str]
    trusted_role: NotRequired[str]
    partition: NotRequired[str]


class DeploymentRole(LandingZoneComponent):
    """The role landing-zone-deploy: it can repeat the baseline of its account, and nothing else.

    Guardrails leave it alone, so it gets no AdministratorAccess, nor any permission to change a role or a policy, its
    own included: that stays with the role that AWS Organizations made, which only administrators of the management
    account have. Roles, policies and the deletion of default VPCs are part of an account's first deploy, which is
    theirs.
    """

    arn: pulumi.Output[str]

    def __init__(self, name: str, args: DeploymentRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        partition = args.get("partition", "aws")
        trusted = pulumi.Output.format(
            "arn:{0}:iam::{1}:role/{2}", partition, args["trusted_account_id"], args.get("trusted_role", DEPLOY_ROLE)
        )
        role = aws.iam.Role(
            f"{name}-role",
            name=DEPLOY_ROLE,
            description="The pipeline keeps the baseline of this account",
            max_session_duration=3600,
            # A trust in the role itself would break for good if the role were ever made again.
            assume_role_policy=document(
                {
                    "Sid": "Pipeline",
                    "Effect": "Allow",
                    "Principal": {"AWS": root(partition, args["trusted_account_id"])},
                    "Action": "sts:AssumeRole",
                    "Condition": {"ArnEquals": {"aws:PrincipalArn": trusted}},
                }
            ),
            opts=self.child(),
        )

        def own(service: str, region: str, resource: str) -> pulumi.Output[str]:
            return pulumi.Output.format(
                "arn:{0}:{1}:{2}:{3}:{4}", partition, service, region, args["account_id"], resource
            )

        roles = [own("iam", "", f"{kind}/{PREFIX}-*") for kind in ("policy", "role")]
        aws.iam.RolePolicy(
            f"{name}-role-policy",
            name="baseline",
            role=role.name,
            policy=document(
                {"Sid": "Contacts", "Effect": "Allow", "Action": _CONTACTS, "Resource": own("account", "", "account")},
                {
                    "Sid": "Recorder",
                    "Effect": "Allow",
                    "Action": _RECORDER,
                    "Resource": own("config", "*", "configuration-recorder/*"),
                },
                {"Sid": "Settings", "Effect": "Allow", "Action": _SETTINGS, "Resource": "*"},
                {
                    "Sid": "Sharing",
                    "Effect": "Allow",
                    "Action": _SHARING,
                    "Resource": own("ssm", "*", "servicesetting/ssm/documents/*"),
                },
                {"Sid": "LookAtRoles", "Effect": "Allow", "Action": _LOOKS_AT_ROLES, "Resource": roles},
                {
                    "Sid": "RoleOfConfig",
                    "Effect": "Allow",
                    "Action": "iam:PassRole",
                    "Resource": args["config_role_arn"],
                    "Condition": {"StringEquals": {"iam:PassedToService": "config.amazonaws.com"}},
                },
            ),
            opts=self.child(),
        )
        self.arn = role.arn
        self.register_outputs({"arn": self.arn})
