"""The management account's roles by which the landing zone's own pipeline works."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import DEPLOY_ROLE, PLAN_ROLE, LandingZoneComponent
from ._policies import document
from .pipeline_role import Pipeline, trust


class LandingZonePipelineArgs(TypedDict):
    """pipeline: what can take the roles on, by tokens of provider_arn's issuer. organization_id: of the accounts.

    reading_arns: policies to look at the management account with.
    """

    pipeline: Pipeline
    provider_arn: pulumi.Input[str]
    organization_id: pulumi.Input[str]
    reading_arns: Sequence[pulumi.Input[str]]
    partition: NotRequired[str]


class LandingZonePipeline(LandingZoneComponent):
    """The roles landing-zone-deploy, which the role of that name in every other account trusts, and landing-zone-plan.

    To be made in the management account. The first can take on landing-zone-deploy in the organization's accounts to
    keep their baselines; beyond that both only look. What administers the organization stays with people.
    """

    arn: pulumi.Output[str]
    plan_arn: pulumi.Output[str]

    def __init__(self, name: str, args: LandingZonePipelineArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, None, opts)
        deploy = aws.iam.Role(
            f"{name}-role",
            name=DEPLOY_ROLE,
            description="The landing zone's pipeline keeps the baselines of all accounts",
            max_session_duration=3600,
            assume_role_policy=document(trust(args["pipeline"], args["provider_arn"], "apply")),
            opts=self.child(),
        )
        plan = aws.iam.Role(
            f"{name}-plan",
            name=PLAN_ROLE,
            description="The landing zone's pipeline shows what it would change",
            max_session_duration=3600,
            assume_role_policy=document(trust(args["pipeline"], args["provider_arn"], "plan")),
            opts=self.child(),
        )
        aws.iam.RolePolicy(
            f"{name}-role-policy",
            name="baselines",
            role=deploy.name,
            policy=document(
                {
                    "Sid": "Baselines",
                    "Effect": "Allow",
                    "Action": "sts:AssumeRole",
                    "Resource": f"arn:{args.get('partition', 'aws')}:iam::*:role/{DEPLOY_ROLE}",
                    "Condition": {"StringEquals": {"aws:ResourceOrgID": args["organization_id"]}},
                }
            ),
            opts=self.child(),
        )
        for suffix, role in (("role", deploy), ("plan", plan)):
            for number, arn in enumerate(args["reading_arns"]):
                aws.iam.RolePolicyAttachment(
                    f"{name}-{suffix}-reads-{number}", role=role.name, policy_arn=arn, opts=self.child()
                )
        self.arn, self.plan_arn = deploy.arn, plan.arn
        self.register_outputs({"arn": self.arn, "planArn": self.plan_arn})
