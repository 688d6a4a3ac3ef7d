"""The role for emergencies: the way into an account when all others are broken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import BREAK_GLASS_ROLE, LandingZoneComponent
from ._policies import document, root

# How old the second factor may be, and how long a session lasts.
_SECONDS: Final = 3600


class BreakGlassArgs(TypedDict):
    """management_account_id: the account of the people. users: the names of its IAM users that may take the role on."""

    management_account_id: pulumi.Input[str]
    users: Sequence[str]
    partition: NotRequired[str]


class BreakGlass(LandingZoneComponent):
    """The role landing-zone-break-glass: an administrator for an hour, for named users with a fresh second factor.

    Only IAM users can show AWS a second factor when they take a role on, and they can when Identity Center can't be
    reached. The guardrails hold for the role, and the organization trail's alarm break-glass-use tells of its use.

    Source: IAM user guide, "Secure API access with MFA"; AWS Well-Architected, SEC03-BP03 "Establish emergency access
    process".
    """

    arn: pulumi.Output[str]

    def __init__(self, name: str, args: BreakGlassArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        partition, management = args.get("partition", "aws"), args["management_account_id"]
        users = [
            pulumi.Output.format("arn:{0}:iam::{1}:user/{2}", partition, management, user) for user in args["users"]
        ]
        role = aws.iam.Role(
            f"{name}-role",
            name=BREAK_GLASS_ROLE,
            description="Administers this account in an emergency; its use raises an alarm",
            max_session_duration=_SECONDS,
            assume_role_policy=document(
                {
                    "Sid": "Emergency",
                    "Effect": "Allow",
                    "Principal": {"AWS": root(partition, management)},
                    "Action": "sts:AssumeRole",
                    "Condition": {
                        "ArnEquals": {"aws:PrincipalArn": users},
                        "Bool": {"aws:MultiFactorAuthPresent": "true"},
                        "NumericLessThan": {"aws:MultiFactorAuthAge": str(_SECONDS)},
                    },
                }
            ),
            opts=self.child(),
        )
        aws.iam.RolePolicyAttachment(
            f"{name}-administers",
            role=role.name,
            policy_arn=f"arn:{partition}:iam::aws:policy/AdministratorAccess",
            opts=self.child(),
        )
        self.arn = role.arn
        self.register_outputs({"arn": self.arn})
