"""A log group under a key of its own, for components whose logs stay in their account."""

from __future__ import annotations

import pulumi
import pulumi_aws as aws

from ._base import LandingZoneComponent
from .encryption_key import EncryptionKey

LOG_RETENTION_DAYS = 365


def log_group(
    parent: LandingZoneComponent,
    child: str,
    log_group_name: str,
    *,
    region: str,
    account_id: pulumi.Input[str],
    partition: str,
    retention_days: int = LOG_RETENTION_DAYS,
    kms_key_arn: pulumi.Input[str] | None = None,
) -> aws.cloudwatch.LogGroup:
    """The log group of a component, kept when the component goes. Without a key's ARN it gets a key.

    CloudWatch Logs may use that key for this log group alone. Source: Amazon CloudWatch Logs user guide, "Encrypt log
    data in CloudWatch Logs using AWS KMS".
    """
    if kms_key_arn is None:
        arn = pulumi.Output.format("arn:{0}:logs:{1}:{2}:log-group:{3}", partition, region, account_id, log_group_name)
        kms_key_arn = EncryptionKey(
            f"{child}-key",
            {
                "use": child,
                "region": region,
                "account_id": account_id,
                "partition": partition,
                "allow": [
                    {
                        "sid": "LogGroup",
                        "service": f"logs.{region}.amazonaws.com",
                        "conditions": {"ArnEquals": {"kms:EncryptionContext:aws:logs:arn": arn}},
                    }
                ],
            },
            parent.child(),
        ).arn
    return aws.cloudwatch.LogGroup(
        child,
        name=log_group_name,
        region=region,
        kms_key_id=kms_key_arn,
        retention_in_days=retention_days,
        tags={"Name": log_group_name},
        opts=parent.kept_child(),
    )
