"""A key in each region of an account, under which volumes are encrypted unless they are told another one."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TypedDict

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from ._policies import regional
from .encryption_key import EncryptionKey, KeyUse

# The services that encrypt with the key for whoever calls them. Source: the security chapters of their user guides.
SERVICES = (
    "backup",
    "dynamodb",
    "ec2",
    "elasticfilesystem",
    "fsx",
    "rds",
    "secretsmanager",
    "sns",
    "sqs",
    "ssm",
)


class AccountKeysArgs(TypedDict):
    """account_id: the account, whose provider must be passed. regions: where it gets a key."""

    account_id: pulumi.Input[str]
    regions: Sequence[str]
    partition: str


class AccountKeys(LandingZoneComponent):
    """One key a region, alias/landing-zone-account: of use to everybody in the account, and only through a service.

    AWS's own keys can't be shared, watched or switched off; this one can. New volumes are encrypted under it, and Auto
    Scaling can start instances with them, since its role is a caller like any other.
    """

    arns: dict[str, pulumi.Output[str]]

    def __init__(self, name: str, args: AccountKeysArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        account, partition = args["account_id"], args["partition"]
        self.arns = {}
        for region in args["regions"]:
            key = EncryptionKey(
                f"{name}-{region}",
                {
                    "use": "account",
                    "description": "Whatever the account stores, unless it is told another key",
                    "region": region,
                    "account_id": account,
                    "partition": partition,
                    "allow": _uses(account, region, partition),
                },
                self.child(),
            )
            aws.ebs.DefaultKmsKey(f"{name}-volumes-{region}", key_arn=key.arn, region=region, opts=self.kept_child())
            self.arns[region] = key.arn
        self.register_outputs({"arns": self.arns})


def _uses(account: pulumi.Input[str], region: str, partition: str) -> list[KeyUse]:
    through = {"StringEquals": {"kms:ViaService": [regional(service, region, partition) for service in SERVICES]}}
    groups = pulumi.Output.format("arn:{0}:logs:{1}:{2}:log-group:*", partition, region, account)
    return [
        {"sid": "ThroughServices", "callers_of": account, "conditions": through},
        {
            # Volumes and databases hold on to the key by a grant, which only the service can make use of.
            "sid": "GrantsOfServices",
            "callers_of": account,
            "conditions": {**through, "Bool": {"kms:GrantIsForAWSResource": "true"}},
            "actions": ["kms:CreateGrant"],
        },
        {
            "sid": "LogGroups",
            "service": regional("logs", region, partition),
            "conditions": {"ArnLike": {"kms:EncryptionContext:aws:logs:arn": groups}},
        },
    ]
