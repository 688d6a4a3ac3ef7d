"""What AWS charges, in one dated table, and how much of it an account of the landing zone uses.

US dollars, list prices of us-east-1 without free tiers, discounts and taxes; other regions differ by up to a third.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

AS_OF: Final = "2026-11"
HOURS: Final = 730
"""Hours of a month, as AWS reckons."""


@dataclass(frozen=True)
class Price:
    """feature: what is paid for. unit: what it is counted in. month: dollars for one of it in a month."""

    feature: str
    unit: str
    month: float


# By the resource that is paid for while it exists. Sources: the pricing pages of KMS, Amazon VPC (NAT gateways, public
# IPv4 addresses), AWS PrivateLink, CloudWatch, WAF, Secrets Manager, Network Firewall and Transit Gateway.
BY_RESOURCE: Final = {
    "aws:cloudwatch/dashboard:Dashboard": Price("Dashboards", "dashboard", 3.0),
    "aws:cloudwatch/logMetricFilter:LogMetricFilter": Price("Alarms", "metric", 0.30),
    "aws:cloudwatch/metricAlarm:MetricAlarm": Price("Alarms", "alarm", 0.10),
    "aws:ec2/eip:Eip": Price("Network", "public address", 0.005 * HOURS),
    "aws:ec2/natGateway:NatGateway": Price("Network", "NAT gateway", 0.045 * HOURS),
    "aws:ec2transitgateway/vpcAttachment:VpcAttachment": Price("Network", "transit attachment", 0.05 * HOURS),
    "aws:kms/key:Key": Price("Encryption keys", "key", 1.0),
    "aws:kms/replicaKey:ReplicaKey": Price("Encryption keys", "key", 1.0),
    "aws:networkfirewall/firewall:Firewall": Price("Network", "firewall", 0.395 * HOURS),
    "aws:secretsmanager/secret:Secret": Price("Secrets", "secret", 0.40),
    "aws:shield/subscription:Subscription": Price("Shield Advanced", "subscription", 3_000.0),
    "aws:wafv2/webAcl:WebAcl": Price("Web ACLs", "web ACL", 5.0),
}

ENDPOINT: Final = Price("Network", "endpoint and zone", 0.01 * HOURS)
WEB_ACL_RULE: Final = Price("Web ACLs", "rule", 1.0)

# By use: what an account causes in one region in a month. Sources: the pricing pages of AWS Config, Security Hub CSPM,
# GuardDuty, CloudTrail, CloudWatch Logs, S3, IAM Access Analyzer, Inspector, Macie and Detective.
CONFIGURATION_ITEM: Final = Price("AWS Config", "configuration item", 0.003)
RULE_EVALUATION: Final = Price("AWS Config", "rule evaluation", 0.001)
SECURITY_CHECK: Final = Price("Security Hub", "check", 0.001)
THREAT_EVENT: Final = Price("GuardDuty", "million events", 4.0)
TRAIL_INSIGHT: Final = Price("CloudTrail Insights", "100,000 events", 0.35)
TRAIL_LOGS: Final = Price("Trail in CloudWatch Logs", "gigabyte", 0.50)
ARCHIVE: Final = Price("Log archive", "gigabyte kept", 0.023)
UNUSED_ACCESS: Final = Price("Unused access", "role or user", 0.20)
SCANNED_BUCKET: Final = Price("Macie", "bucket", 0.10)


@dataclass(frozen=True)
class Usage:
    """What an account without workloads causes, in each region, in a month; say your own with --assume.

    archive_gigabytes: what one account adds to the archive in a month. iam_identities: roles and users of an account.
    """

    configuration_items: int = 300
    rule_evaluations: int = 3_000
    security_checks: int = 4_000
    trail_events: int = 100_000
    trail_gigabytes: float = 0.15
    archive_gigabytes: float = 0.2
    iam_identities: int = 20
    buckets: int = 1
