"""Topics by severity, through which people hear of findings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._policies import deny_plain_http, document
from .encryption_key import EncryptionKey


class NotificationTopicsArgs(TypedDict):
    """account_id: the account that this is made in. told: the e-mail addresses by severity; each must confirm."""

    account_id: pulumi.Input[str]
    told: Mapping[str, Sequence[str]]
    region: NotRequired[str]
    partition: NotRequired[str]


class NotificationTopics(LandingZoneComponent):
    """One topic a severity, landing-zone-findings-<severity>, under one key; only this account's own rules publish.

    Source: EventBridge user guide, "Using resource-based policies"; SNS developer guide, "Key management" (event
    sources and encrypted topics).
    """

    arns: Mapping[str, pulumi.Output[str]]

    def __init__(self, name: str, args: NotificationTopicsArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        region, partition, account = args.get("region", "us-east-1"), args.get("partition", "aws"), args["account_id"]
        rules = pulumi.Output.format("arn:{0}:events:{1}:{2}:rule/{3}-*", partition, region, account, PREFIX)
        named = {
            severity: pulumi.Output.format("arn:{0}:sns:{1}:{2}:{3}", partition, region, account, topic_name(severity))
            for severity in args["told"]
        }
        key = EncryptionKey(
            f"{name}-key",
            {
                "use": "findings",
                "description": "What is said about findings on its way to people",
                "region": region,
                "partition": partition,
                "account_id": account,
                "allow": [
                    {
                        "sid": "Rules",
                        "service": _PUBLISHER,
                        "conditions": {
                            "StringEquals": {
                                "aws:SourceAccount": account,
                                "kms:EncryptionContext:aws:sns:topicArn": list(named.values()),
                            }
                        },
                        "actions": ["kms:Decrypt", "kms:GenerateDataKey*"],
                    }
                ],
            },
            self.child(),
        )
        self.arns = {}
        for severity, emails in args["told"].items():
            topic = aws.sns.Topic(
                f"{name}-{severity}",
                name=topic_name(severity),
                display_name=f"{severity.capitalize()} findings",
                region=region,
                kms_master_key_id=key.arn,
                opts=self.child(),
            )
            policy = aws.sns.TopicPolicy(
                f"{name}-{severity}-policy",
                arn=topic.arn,
                region=region,
                policy=document(
                    {
                        "Sid": "Rules",
                        "Effect": "Allow",
                        "Principal": {"Service": _PUBLISHER},
                        "Action": "sns:Publish",
                        "Resource": named[severity],
                        "Condition": {
                            "ArnLike": {"aws:SourceArn": rules},
                            "StringEquals": {"aws:SourceAccount": account},
                        },
                    },
                    deny_plain_http("sns:Publish", named[severity]),
                ),
                opts=self.child(),
            )
            for email in emails:
                aws.sns.TopicSubscription(
                    f"{name}-{severity}-to-{email}",
                    topic=topic.arn,
                    region=region,
                    protocol="email",
                    endpoint=email,
                    opts=self.child(),
                )
            # Known once rules may publish.
            self.arns[severity] = policy.arn
        self.register_outputs({"arns": self.arns})


_PUBLISHER: Final = "events.amazonaws.com"


def topic_name(severity: str) -> str:
    """The topic of a severity: landing-zone-findings-critical."""
    return f"{PREFIX}-findings-{severity}"
