"""What services deliver to buckets, as requests that can be put to the policies of the bucket and of its key.

Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail" and "Configure AWS KMS key policies for
CloudTrail"; AWS Config developer guide, "Permissions for the Amazon S3 Bucket" and "Permissions for the KMS Key";
Amazon CloudWatch Logs user guide, "Logs sent to Amazon S3".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Final

from ..evaluator import Decision, EvaluationError, Policies, Principal, PrincipalKind, Request, evaluate
from ._invariants import Facts, Subject

TRAIL: Final = "aws:cloudtrail/trail:Trail"
CHANNEL: Final = "aws:cfg/deliveryChannel:DeliveryChannel"
FLOW_LOG: Final = "aws:ec2/flowLog:FlowLog"
BUCKET: Final = "aws:s3/bucket:Bucket"
BUCKET_POLICY: Final = "aws:s3/bucketPolicy:BucketPolicy"
ENCRYPTION: Final = "aws:s3/bucketServerSideEncryptionConfiguration:BucketServerSideEncryptionConfiguration"

# Nobody's account and organization, of whom a service must not deliver anything.
_STRANGER: Final = "999999999999"
_ELSEWHERE: Final = "o-elsewhere0"


@dataclass(frozen=True)
class Delivery:
    """What one resource makes a service deliver: to which bucket, which objects, on whose behalf.

    looks: actions on the bucket itself. source_arn, account: what the service is told about the caller.
    key_actions: of KMS, where the bucket is encrypted. encryption_context: as the service sends it to KMS.
    """

    service: str
    bucket: str
    objects: tuple[str, ...]
    looks: tuple[str, ...]
    source_arn: str
    account: str
    organization: str
    key_actions: tuple[str, ...]
    encryption_context: Mapping[str, str]

    @property
    def principal(self) -> Principal:
        return Principal(self.service, "", PrincipalKind.SERVICE)

    @property
    def context(self) -> dict[str, Any]:
        """The condition keys about whom the service works for."""
        own = {"aws:SourceArn": self.source_arn, "aws:SourceAccount": self.account}
        return own | ({"aws:SourceOrgID": self.organization} if self.organization else {})

    def requests(self, bucket_arn: str, owner: str, **more: str) -> Iterator[Request]:
        """What the service asks the bucket for."""
        for action in self.looks:
            yield Request(self.principal, action, bucket_arn, owner, self.context)
        context = self.context | {"s3:x-amz-acl": "bucket-owner-full-control"} | more
        for path in self.objects:
            yield Request(self.principal, "s3:PutObject", f"{bucket_arn}/{path}", owner, context)

    def for_a_stranger(self) -> Delivery:
        """The same for an account of another organization, whose bucket this is not."""
        arn = self.source_arn.replace(self.account, _STRANGER)
        return replace(self, source_arn=arn, account=_STRANGER, organization=_ELSEWHERE)


def delivery_of(subject: Subject, facts: Facts) -> Delivery | None:
    """What the trail, delivery channel or flow log makes its service deliver; None when not to a bucket."""
    partition, node = facts.organization.partition, subject.node
    match node.type:
        case "aws:cloudtrail/trail:Trail":
            arn = f"arn:{partition}:cloudtrail:{node.region}:{node.account}:trail/{subject.text('name')}"
            # An organization trail files its own account's events apart from those of the organization.
            owners = [node.account, *([facts.organization_id] if subject.flag("isOrganizationTrail") else [])]
            return Delivery(
                "cloudtrail.amazonaws.com",
                subject.text("s3BucketName"),
                tuple(
                    _path(subject.text("s3KeyPrefix"), f"AWSLogs/{owner}/CloudTrail/{node.region}/2026/01/01/log.gz")
                    for owner in owners
                    if owner
                ),
                ("s3:GetBucketAcl",),
                arn,
                node.account,
                facts.organization_id,
                ("kms:GenerateDataKey",),
                {"aws:cloudtrail:arn": arn},
            )
        case "aws:cfg/deliveryChannel:DeliveryChannel":
            prefix = subject.text("s3KeyPrefix")
            return Delivery(
                "config.amazonaws.com",
                subject.text("s3BucketName"),
                (
                    _path(prefix, f"AWSLogs/{node.account}/Config/ConfigWritabilityCheckFile"),
                    _path(prefix, f"AWSLogs/{node.account}/Config/{node.region}/2026/1/1/ConfigHistory/items.json.gz"),
                ),
                ("s3:GetBucketAcl", "s3:ListBucket"),
                f"arn:{partition}:config:{node.region}:{node.account}:*",
                node.account,
                facts.organization_id,
                ("kms:Decrypt", "kms:GenerateDataKey"),
                {},
            )
        case "aws:ec2/flowLog:FlowLog" if subject.text("logDestinationType") == "s3":
            bucket, _, prefix = subject.text("logDestination").partition(":::")[2].partition("/")
            return Delivery(
                "delivery.logs.amazonaws.com",
                bucket,
                (_path(prefix.rstrip("/"), f"AWSLogs/{node.account}/vpcflowlogs/{node.region}/2026/01/01/log.gz"),),
                ("s3:GetBucketAcl",),
                f"arn:{partition}:logs:{node.region}:{node.account}:*",
                node.account,
                facts.organization_id,
                ("kms:Decrypt", "kms:GenerateDataKey"),
                {},
            )
    return None


def _path(prefix: str, path: str) -> str:
    return f"{prefix}/{path}" if prefix else path


@lru_cache(maxsize=1)
def buckets(facts: Facts) -> Mapping[str, Subject]:
    return {each.text("bucket"): each for each in facts.of_type(BUCKET)}


@lru_cache(maxsize=1)
def bucket_policies(facts: Facts) -> Mapping[str, Subject]:
    return {each.text("bucket"): each for each in facts.of_type(BUCKET_POLICY)}


def key_arn(reference: str, at: Subject, facts: Facts) -> str:
    """The ARN of a key or alias that may be named by its id alone, in the account and region of whoever names it."""
    if reference.startswith("arn:"):
        return reference
    resource = reference if reference.startswith("alias/") else f"key/{reference}"
    return f"arn:{facts.organization.partition}:kms:{at.node.region}:{at.node.account}:{resource}"


def decide(request: Request, policy: Mapping[str, Any]) -> Decision | str:
    """AWS's decision under a resource's policy alone, or why there is none."""
    try:
        return evaluate(request, Policies(resource=policy))
    except EvaluationError as error:
        return f"the policy has no meaning: {error}"


def refusal(request: Request, policy: Mapping[str, Any]) -> str:
    """Why AWS refuses the request; empty when it doesn't."""
    decision = decide(request, policy)
    if isinstance(decision, str):
        return decision
    return "" if decision.allowed else decision.reason


def bucket_arn(bucket: str, facts: Facts) -> str:
    return f"arn:{facts.organization.partition}:s3:::{bucket}"


def key_of_bucket(bucket: str, facts: Facts) -> str:
    """The ARN of the key that encrypts a bucket by default; empty when S3's own keys do."""
    for each in facts.of_type(ENCRYPTION):
        if each.text("bucket") == bucket:
            for rule in each.blocks("rules"):
                by_default = rule.block("applyServerSideEncryptionByDefault")
                if by_default.text("sseAlgorithm").startswith("aws:kms") and "kmsMasterKeyId" in by_default:
                    return key_arn(by_default.text("kmsMasterKeyId"), each, facts)
    return ""
