"""What services deliver to buckets, as requests that can be put to the policies of the bucket and of its key.

Source: CloudTrail user guide, "Amazon S3 bucket policy for CloudTrail" and "Configure AWS KMS key policies for
CloudTrail"; AWS Config developer guide, "Permissions for the Amazon S3 Bucket" and "Permissions for the KMS Key";
Amazon CloudWatch Logs user guide, "Logs sent to Amazon S3".
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any, Final, NamedTuple

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

    looks: actions on the bucket itself. source_arn, account, organization: what the service is told of its caller.
    key_actions: of KMS, where the bucket is encrypted. encryption_context: what the service tells KMS.
    """

    service: str
    bucket: str
    objects: tuple[str, ...]
    source_arn: str
    account: str
    organization: str
    looks: tuple[str, ...] = ("s3:GetBucketAcl",)
    key_actions: tuple[str, ...] = ("kms:Decrypt", "kms:GenerateDataKey")
    encryption_context: Mapping[str, str] = field(default_factory=dict)

    @property
    def context(self) -> dict[str, str]:
        """The condition keys about whom the service works for."""
        own = {"aws:SourceArn": self.source_arn, "aws:SourceAccount": self.account}
        return own | ({"aws:SourceOrgID": self.organization} if self.organization else {})

    def requests(self, bucket_arn: str, owner: str, header: Mapping[str, str]) -> Iterator[Request]:
        """What the service asks the bucket for; header: the condition keys of how it asks for encryption."""
        principal = Principal(self.service, "", PrincipalKind.SERVICE)
        for action in self.looks:
            yield Request(principal, action, bucket_arn, owner, self.context)
        context = {**self.context, "s3:x-amz-acl": "bucket-owner-full-control", **header}
        for path in self.objects:
            yield Request(principal, "s3:PutObject", f"{bucket_arn}/{path}", owner, context)

    def for_a_stranger(self) -> Delivery:
        """The same for an account of another organization, whose bucket this is not."""
        arn = self.source_arn.replace(self.account, _STRANGER)
        return replace(self, source_arn=arn, account=_STRANGER, organization=_ELSEWHERE)


def delivery_of(subject: Subject, facts: Facts) -> Delivery | None:
    """What the trail, delivery channel or flow log makes its service deliver; None when not to a bucket."""
    place = _place(subject, facts)
    match subject.node.type:
        case "aws:cloudtrail/trail:Trail":
            return _of_trail(subject, place)
        case "aws:cfg/deliveryChannel:DeliveryChannel":
            return _of_channel(subject, place)
        case "aws:ec2/flowLog:FlowLog" if subject.text("logDestinationType") == "s3":
            return _of_flow_log(subject, place)
    return None


class _Place(NamedTuple):
    partition: str
    region: str
    account: str
    organization: str


def _place(subject: Subject, facts: Facts) -> _Place:
    return _Place(facts.organization.partition, subject.node.region, subject.node.account, facts.organization_id)


def _of_trail(trail: Subject, place: _Place) -> Delivery:
    arn = f"arn:{place.partition}:cloudtrail:{place.region}:{place.account}:trail/{trail.text('name')}"
    # An organization trail files the events of its own account apart from those of the organization.
    owners = [place.account]
    if trail.flag("isOrganizationTrail") and place.organization:
        owners.append(f"{place.organization}/{place.account}")
    return Delivery(
        "cloudtrail.amazonaws.com",
        trail.text("s3BucketName"),
        tuple(
            _path(trail.text("s3KeyPrefix"), f"AWSLogs/{owner}/{kind}/{place.region}/2026/01/01/log.json.gz")
            for owner in owners
            for kind in ("CloudTrail", "CloudTrail-Digest")
        ),
        arn,
        place.account,
        place.organization,
        key_actions=("kms:GenerateDataKey",),
        encryption_context={"aws:cloudtrail:arn": arn},
    )


def _of_channel(channel: Subject, place: _Place) -> Delivery:
    files = ("ConfigWritabilityCheckFile", f"{place.region}/2026/1/1/ConfigHistory/items.json.gz")
    return Delivery(
        "config.amazonaws.com",
        channel.text("s3BucketName"),
        tuple(_path(channel.text("s3KeyPrefix"), f"AWSLogs/{place.account}/Config/{file}") for file in files),
        f"arn:{place.partition}:config:{place.region}:{place.account}:*",
        place.account,
        place.organization,
        looks=("s3:GetBucketAcl", "s3:ListBucket"),
    )


def _of_flow_log(flow_log: Subject, place: _Place) -> Delivery:
    bucket, _, prefix = flow_log.text("logDestination").partition(":::")[2].partition("/")
    return Delivery(
        "delivery.logs.amazonaws.com",
        bucket,
        (_path(prefix.rstrip("/"), f"AWSLogs/{place.account}/vpcflowlogs/{place.region}/2026/01/01/log.gz"),),
        f"arn:{place.partition}:logs:{place.region}:{place.account}:*",
        place.account,
        place.organization,
    )


def _path(prefix: str, path: str) -> str:
    return f"{prefix}/{path}" if prefix else path


@lru_cache(maxsize=1)
def buckets(facts: Facts) -> Mapping[str, Subject]:
    """The buckets by name."""
    return {each.text("bucket"): each for each in facts.of_type(BUCKET)}


@lru_cache(maxsize=1)
def bucket_policies(facts: Facts) -> Mapping[str, Subject]:
    """The bucket policies by the name of their bucket."""
    return {each.text("bucket"): each for each in facts.of_type(BUCKET_POLICY)}


def key_arn(reference: str, at: Subject, facts: Facts) -> str:
    """The ARN of a key or alias that may be named by its id alone, in the account and region of whoever names it."""
    if reference.startswith("arn:"):
        return reference
    resource = reference if reference.startswith("alias/") else f"key/{reference}"
    return f"arn:{facts.organization.partition}:kms:{at.node.region}:{at.node.account}:{resource}"


def decide(
    request: Request, policy: Mapping[str, Any] | None = None, identity: Sequence[Mapping[str, Any]] = ()
) -> Decision | str:
    """AWS's decision under a resource's policy or those of an identity, or why there is none."""
    try:
        return evaluate(request, Policies(resource=policy, identity=identity))
    except EvaluationError as error:
        return f"the policy has no meaning: {error}"


def refusal(
    request: Request, policy: Mapping[str, Any] | None = None, identity: Sequence[Mapping[str, Any]] = ()
) -> str:
    """Why AWS refuses the request; empty when it doesn't."""
    decision = decide(request, policy, identity)
    if isinstance(decision, str):
        return decision
    return "" if decision.allowed else decision.reason


def bucket_arn(bucket: str, facts: Facts) -> str:
    """The ARN of a bucket."""
    return f"arn:{facts.organization.partition}:s3:::{bucket}"


def encryption_of(bucket: str, facts: Facts) -> tuple[str, str]:
    """The algorithm that encrypts a bucket by default, and the ARN of the key; no ARN when S3 has its own."""
    for each in facts.of_type(ENCRYPTION):
        if each.text("bucket") == bucket:
            for rule in each.blocks("rules"):
                by_default = rule.block("applyServerSideEncryptionByDefault")
                key = by_default.text("kmsMasterKeyId")
                return by_default.text("sseAlgorithm"), key_arn(key, each, facts) if key else ""
    return "AES256", ""
