"""The role in which people open cases with AWS Support on behalf of an account."""

from __future__ import annotations

from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._policies import document, root

SUPPORT_ROLE: Final = f"{PREFIX}-support"


class SupportRoleArgs(TypedDict):
    """security_account_id: the account whose people, signed in through Identity Center, take the role on."""

    security_account_id: pulumi.Input[str]
    partition: NotRequired[str]


class SupportRole(LandingZoneComponent):
    """The role landing-zone-support: it talks to AWS Support and sees Trusted Advisor, and does nothing else.

    Source: CIS AWS Foundations Benchmark 3.0, 1.17; AWS Support user guide, "Manage access to AWS Support Center".
    """

    arn: pulumi.Output[str]

    def __init__(self, name: str, args: SupportRoleArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        partition, security = args.get("partition", "aws"), args["security_account_id"]
        # Identity Center asks for a second factor, and makes its roles under this path, where nobody else can.
        people = pulumi.Output.format(
            "arn:{0}:iam::{1}:role/aws-reserved/sso.amazonaws.com/*AWSReservedSSO_*", partition, security
        )
        role = aws.iam.Role(
            f"{name}-role",
            name=SUPPORT_ROLE,
            description="Opens and follows cases with AWS Support",
            assume_role_policy=document(
                {
                    "Sid": "SecurityTeam",
                    "Effect": "Allow",
                    "Principal": {"AWS": root(partition, security)},
                    "Action": "sts:AssumeRole",
                    "Condition": {"ArnLike": {"aws:PrincipalArn": people}},
                }
            ),
            opts=self.child(),
        )
        aws.iam.RolePolicyAttachment(
            f"{name}-policy",
            role=role.name,
            policy_arn=f"arn:{partition}:iam::aws:policy/AWSSupportAccess",
            opts=self.child(),
        )
        self.arn = role.arn
        self.register_outputs({"arn": self.arn})
