"""The log archive: a bucket for each kind of log, in an account where nobody works."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Final, NotRequired, TypedDict

import pulumi
import pulumi_aws as aws

from ._base import PREFIX, LandingZoneComponent
from ._policies import Conditions, Statement, deny_outsiders, deny_plain_http, document, regional
from .encryption_key import EncryptionKey
from .organization_trail import trail_arn

BUCKET_NAME_LENGTH: Final = 63

# Instant retrieval costs a fifth of the standard class, and is billed for 90 days at least.
_COLD_AFTER_DAYS: Final = 90
_COLD_AT_LEAST_DAYS: Final = 90
# For as long a deleted or overwritten object can be brought back, where no lock keeps it longer.
_NONCURRENT_DAYS: Final = 90


def bucket_name(kind: str, organization_name: str, account_id: str, region: str) -> str:
    """The name of a bucket of the landing zone, at most 63 characters: the organization's name is cut where it must.

    The account and the region make it unique. Only a bucket that is locked is called an archive.
    """
    room = BUCKET_NAME_LENGTH - len(f"{PREFIX}-{kind}--{account_id}-{region}")
    return f"{PREFIX}-{kind}-{organization_name[:room].rstrip('-')}-{account_id}-{region}"


class LogArchiveArgs(TypedDict):
    """organization_name: goes into the buckets' names. account_id: of the account that the archive is in.

    management_account_id: of the account that owns the organization trail. region: where the buckets and the trail are.
    lock_mode: GOVERNANCE, which yields to a permission of its own, or COMPLIANCE, which yields to nobody before its
    time. lock_days: for how long a file of the trail can't be deleted. archive_days: days until a log is deleted, not
    less than lock_days.
    """

    organization_name: str
    organization_id: pulumi.Input[str]
    account_id: pulumi.Input[str]
    management_account_id: pulumi.Input[str]
    region: NotRequired[str]
    partition: NotRequired[str]
    lock_mode: NotRequired[str]
    lock_days: NotRequired[int]
    archive_days: NotRequired[int]


@dataclass(frozen=True)
class ArchiveBucket:
    """A bucket of the archive: its name and ARN, which wait for the policy that lets the service in, and its key."""

    name: pulumi.Output[str]
    arn: pulumi.Output[str]
    key_arn: pulumi.Output[str]


@dataclass(frozen=True)
class _Delivery:
    """Which service delivers a kind of log, on whose behalf, where in the bucket, and what it looks at first."""

    kind: str
    service: str
    on_behalf: Conditions
    paths: Sequence[pulumi.Input[str]]
    looks: Sequence[str]

    def statements(self, arn: pulumi.Output[str]) -> list[Statement]:
        """What the service may do in the bucket of that ARN."""
        owned = {**self.on_behalf["StringEquals"], "s3:x-amz-acl": "bucket-owner-full-control"}
        allow = {"Effect": "Allow", "Principal": {"Service": self.service}}
        return [
            {"Sid": "Look", **allow, "Action": self.looks, "Resource": arn, "Condition": self.on_behalf},
            {
                "Sid": "Deliver",
                **allow,
                "Action": "s3:PutObject",
                "Resource": [pulumi.Output.format("{0}/{1}", arn, path) for path in self.paths],
                "Condition": {**self.on_behalf, "StringEquals": owned},
            },
        ]


class LogArchive(LandingZoneComponent):
    """Buckets for the organization trail, for AWS Config, and for what other services deliver, such as flow logs.

    Each is encrypted under a key of its own, versioned, open to one service and closed to the public, to plain HTTP and
    to everybody outside the organization; who reads it is logged to a fourth bucket. Only the trail's is locked: AWS
    Config refuses a default retention. Buckets and keys are protected, and kept when the component goes.

    Source: "Amazon S3 bucket policy for CloudTrail", "Permissions for the Amazon S3 bucket" (AWS Config) and "Logs sent
    to Amazon S3" (CloudWatch Logs), each with its section on KMS keys.
    """

    trail: ArchiveBucket
    config: ArchiveBucket
    flow_logs: ArchiveBucket

    def __init__(self, name: str, args: LogArchiveArgs, opts: pulumi.ResourceOptions | None = None) -> None:
        super().__init__(name, args, opts)
        self._name, self._args = name, args
        self._region, self._partition = args.get("region", "us-east-1"), args.get("partition", "aws")
        management, organization = args["management_account_id"], args["organization_id"]
        trail = _Delivery(
            "archive-trail",
            "cloudtrail.amazonaws.com",
            {"StringEquals": {"aws:SourceArn": trail_arn(self._partition, self._region, management)}},
            # The management account's own events lie beside those of the organization.
            [pulumi.Output.format("AWSLogs/{0}/*", id) for id in (management, organization)],
            ["s3:GetBucketAcl"],
        )
        config = _Delivery(
            "config",
            "config.amazonaws.com",
            {"StringEquals": {"aws:SourceOrgID": organization}},
            ["AWSLogs/*/Config/*"],
            ["s3:GetBucketAcl", "s3:ListBucket"],
        )
        flow_logs = _Delivery(
            "flow-logs",
            "delivery.logs.amazonaws.com",
            {
                "StringEquals": {"aws:SourceOrgID": organization},
                "ArnLike": {"aws:SourceArn": f"arn:{self._partition}:logs:*:*:*"},
            },
            ["AWSLogs/*"],
            ["s3:GetBucketAcl", "s3:ListBucket"],
        )
        access_logs = self._access_logs([each.kind for each in (trail, config, flow_logs)])
        self.trail = self._archive(trail, access_logs, locked=True)
        self.config = self._archive(config, access_logs)
        self.flow_logs = self._archive(flow_logs, access_logs)
        self.register_outputs(
            {"trailBucket": self.trail.name, "configBucket": self.config.name, "flowLogBucket": self.flow_logs.name}
        )

    def _archive(self, delivery: _Delivery, access_logs: aws.s3.BucketPolicy, *, locked: bool = False) -> ArchiveBucket:
        """A bucket under a key of its own that one service delivers to, and the account's readers get at through S3."""
        through_s3 = {"kms:ViaService": regional("s3", self._region, self._partition)}
        key = EncryptionKey(
            f"{self._name}-{delivery.kind}-key",
            {
                "use": delivery.kind,
                "region": self._region,
                "partition": self._partition,
                "account_id": self._args["account_id"],
                "allow": [
                    {"sid": "Delivery", "service": delivery.service, "conditions": delivery.on_behalf},
                    {
                        "sid": "Reading",
                        "account_id": self._args["account_id"],
                        "conditions": {"StringEquals": through_s3},
                        "actions": ["kms:Decrypt", "kms:DescribeKey"],
                    },
                ],
            },
            self.child(),
        )
        statements = delivery.statements(self._bucket_arn(delivery.kind))
        policy = self._bucket(delivery.kind, statements, key=key, locked=locked)
        aws.s3.BucketLogging(
            f"{self._name}-{delivery.kind}-logging",
            bucket=policy.bucket,
            region=self._region,
            target_bucket=access_logs.bucket,
            target_prefix=f"{delivery.kind}/",
            opts=self.kept_child(),
        )
        arn = policy.bucket.apply(lambda name: f"arn:{self._partition}:s3:::{name}")
        return ArchiveBucket(policy.bucket, arn, key.arn)

    def _access_logs(self, kinds: Iterable[str]) -> aws.s3.BucketPolicy:
        """The bucket that the others' access logs are delivered to; S3 takes no key of ours there."""
        deliver = {
            "Sid": "Deliver",
            "Effect": "Allow",
            "Principal": {"Service": "logging.s3.amazonaws.com"},
            "Action": "s3:PutObject",
            "Resource": pulumi.Output.format("{0}/*", self._bucket_arn("access-logs")),
            "Condition": {
                "ArnEquals": {"aws:SourceArn": [self._bucket_arn(kind) for kind in kinds]},
                "StringEquals": {"aws:SourceAccount": self._args["account_id"]},
            },
        }
        return self._bucket("access-logs", [deliver])

    def _bucket_arn(self, kind: str) -> pulumi.Output[str]:
        return pulumi.Output.format("arn:{0}:s3:::{1}", self._partition, self._bucket_name(kind))

    def _bucket_name(self, kind: str) -> pulumi.Output[str]:
        account, organization = self._args["account_id"], self._args["organization_name"]
        return pulumi.Output.from_input(account).apply(lambda id: bucket_name(kind, organization, id, self._region))

    def _bucket(
        self,
        kind: str,
        statements: Sequence[Statement],
        *,
        key: EncryptionKey | None = None,
        locked: bool = False,
    ) -> aws.s3.BucketPolicy:
        """A closed, encrypted and versioned bucket; returns its policy, which whoever uses the bucket waits for.

        Without a key it is encrypted by S3's own.
        """
        name, region, arn = f"{self._name}-{kind}", self._region, self._bucket_arn(kind)
        everything = (arn, pulumi.Output.format("{0}/*", arn))
        bucket = aws.s3.Bucket(
            f"{name}-bucket",
            bucket=self._bucket_name(kind),
            region=region,
            object_lock_enabled=locked,
            opts=self.kept_child(protect=True),
        )
        versioning = aws.s3.BucketVersioning(
            f"{name}-versioning",
            bucket=bucket.bucket,
            region=region,
            versioning_configuration={"status": "Enabled"},
            opts=self.kept_child(),
        )
        aws.s3.BucketOwnershipControls(
            f"{name}-ownership",
            bucket=bucket.bucket,
            region=region,
            rule={"object_ownership": "BucketOwnerEnforced"},
            opts=self.kept_child(),
        )
        aws.s3.BucketPublicAccessBlock(
            f"{name}-public-access-block",
            bucket=bucket.bucket,
            region=region,
            block_public_acls=True,
            block_public_policy=True,
            ignore_public_acls=True,
            restrict_public_buckets=True,
            opts=self.kept_child(),
        )
        aws.s3.BucketServerSideEncryptionConfiguration(
            f"{name}-encryption",
            bucket=bucket.bucket,
            region=region,
            rules=[
                {
                    "apply_server_side_encryption_by_default": {
                        "sse_algorithm": "aws:kms" if key else "AES256",
                        "kms_master_key_id": key.arn if key else None,
                    },
                    "bucket_key_enabled": key is not None,
                }
            ],
            opts=self.kept_child(),
        )
        self._life_cycle(name, bucket, versioning)
        if locked:
            aws.s3.BucketObjectLockConfiguration(
                f"{name}-lock",
                bucket=bucket.bucket,
                region=region,
                rule={
                    "default_retention": {
                        "mode": self._args.get("lock_mode", "GOVERNANCE"),
                        "days": self._args.get("lock_days", 365),
                    }
                },
                opts=self.kept_child(depends_on=[versioning]),
            )
        return aws.s3.BucketPolicy(
            f"{name}-policy",
            bucket=bucket.bucket,
            region=region,
            policy=document(
                *statements,
                deny_plain_http("s3:*", *everything),
                deny_outsiders("s3:*", self._args["organization_id"], *everything),
            ),
            opts=self.kept_child(),
        )

    def _life_cycle(self, name: str, bucket: aws.s3.Bucket, versioning: aws.s3.BucketVersioning) -> None:
        days = self._args.get("archive_days", 2555)
        worth_moving = days >= _COLD_AFTER_DAYS + _COLD_AT_LEAST_DAYS
        aws.s3.BucketLifecycleConfiguration(
            f"{name}-life-cycle",
            bucket=bucket.bucket,
            region=self._region,
            rules=[
                {
                    "id": "archive",
                    "status": "Enabled",
                    "filter": {},
                    "transitions": [{"days": _COLD_AFTER_DAYS, "storage_class": "GLACIER_IR"}] if worth_moving else [],
                    "expiration": {"days": days},
                    "noncurrent_version_expiration": {"noncurrent_days": _NONCURRENT_DAYS},
                    "abort_incomplete_multipart_upload": {"days_after_initiation": 7},
                }
            ],
            opts=self.kept_child(depends_on=[versioning]),
        )
