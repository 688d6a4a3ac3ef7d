"""One view of AWS Config over all accounts and regions of the organization."""

from __future__ import annotations

import json
from typing import NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent


class ConfigAggregatorArgs(TypedDict):
    """region: where the view is kept. account_id: the account that it is made in."""

    region: str
    account_id: pulumi.Input[str]
    partition: NotRequired[str]


class ConfigAggregator(LandingZoneComponent):
    """Aggregates what AWS Config records, of present and future accounts and regions.

    To be made in the management account or in AWS Config's delegated administrator, once.
    """

    aggregator_arn: pulumi.Output[str]

    def __init__(self, name: str, args: ConfigAggregatorArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        role = aws.iam.Role(
            f"{name}-role",
            name=f"{PREFIX}-config-aggregator",
            description="Lets AWS Config list the accounts of the organization",
            assume_role_policy=pulumi.Output.from_input(args["account_id"]).apply(_trust),
            opts=self.child(),
        )
        # Source: AWS managed policy reference, "AWSConfigRoleForOrganizations".
        attachment = aws.iam.RolePolicyAttachment(
            f"{name}-permissions",
            role=role.name,
            policy_arn=f"arn:{args.get('partition', 'aws')}:iam::aws:policy/service-role/AWSConfigRoleForOrganizations",
            opts=self.child(),
        )
        aggregator = aws.cfg.ConfigurationAggregator(
            f"{name}-aggregator",
            name=PREFIX,
            region=args["region"],
            organization_aggregation_source=aws.cfg.ConfigurationAggregatorOrganizationAggregationSourceArgs(
                role_arn=role.arn, all_regions=True
            ),
            opts=self.child(depends_on=[attachment]),
        )
        self.aggregator_arn = aggregator.arn
        self.register_outputs({"aggregatorArn": self.aggregator_arn})


def _trust(account: str) -> str:
    """AWS Config may use the role, on behalf of this account alone."""
    statement = {
        "Effect": "Allow",
        "Principal": {"Service": "config.amazonaws.com"},
        "Action": "sts:AssumeRole",
        "Condition": {"StringEquals": {"aws:SourceAccount": account}},
    }
    return json.dumps({"Version": "2012-10-17", "Statement": [statement]}, separators=(",", ":"))
