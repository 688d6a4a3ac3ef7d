"""Deliveries: what CloudTrail, AWS Config and flow logs ask of a bucket is allowed, and nothing else is.

The requests that a service makes are put to the bucket's policy, as AWS would evaluate them; then the same requests on
behalf of another organization, and in another place.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Final

from ..evaluator import Decision, Principal, PrincipalKind, Request
from ._deliveries import (
    CHANNEL,
    FLOW_LOG,
    TRAIL,
    Delivery,
    bucket_arn,
    bucket_policies,
    buckets,
    decide,
    delivery_of,
    encryption_of,
    refusal,
)
from ._invariants import Facts, Subject, invariant, problem

LOCK: Final = "aws:s3/bucketObjectLockConfiguration:BucketObjectLockConfiguration"

_GUIDES: Final = "the guide of each service on its bucket policy, as in _deliveries"


@invariant(TRAIL, CHANNEL, FLOW_LOG, source=_GUIDES)
def deliveries_awaited(subject: Subject, facts: Facts) -> Iterator[str]:
    """What delivers to a bucket is made after the bucket's policy, which the service tries out at once."""
    delivery = delivery_of(subject, facts)
    if delivery is None:
        return
    policy = bucket_policies(facts).get(delivery.bucket)
    if policy is None and facts.is_whole:
        yield problem(
            f"{delivery.service} is refused by the bucket {delivery.bucket}",
            got="no bucket policy here",
            expected="one that lets it in",
            do="deliver to a bucket of the log archive",
        )
    elif policy is not None and not facts.waits_for(subject, policy):
        yield problem(
            f"{delivery.service} may come before the policy that lets it in",
            got=f"no dependency on {policy.node.name}",
            expected="one",
            do="take the bucket's name from its policy, or add it to depends_on",
        )


@invariant(TRAIL, CHANNEL, FLOW_LOG, source=_GUIDES)
def deliveries_accepted(subject: Subject, facts: Facts) -> Iterator[str]:
    """The policy of a bucket lets a service do all that it does there: for a trail, under both of its prefixes."""
    for delivery, policy in _delivered(subject, facts):
        yield from _refusals(delivery, policy, facts, _header(delivery, facts))


@invariant(TRAIL, CHANNEL, FLOW_LOG, source='CloudTrail user guide, "Troubleshooting": requests without a header')
def first_deliveries_accepted(subject: Subject, facts: Facts) -> Iterator[str]:
    """The policy of a bucket doesn't refuse what comes without an encryption header: services send none at first."""
    for delivery, policy in _delivered(subject, facts):
        if not any(_refusals(delivery, policy, facts, _header(delivery, facts))):
            yield from _refusals(delivery, policy, facts, {})


def _delivered(subject: Subject, facts: Facts) -> Iterator[tuple[Delivery, Subject]]:
    """The delivery with the policy of its bucket, where there are both."""
    delivery = delivery_of(subject, facts)
    if delivery is not None and delivery.bucket in bucket_policies(facts):
        yield delivery, bucket_policies(facts)[delivery.bucket]


def _header(delivery: Delivery, facts: Facts) -> dict[str, str]:
    """How a request asks for the encryption that the bucket has by default."""
    algorithm, key = encryption_of(delivery.bucket, facts)
    header = {"s3:x-amz-server-side-encryption": algorithm}
    return header | ({"s3:x-amz-server-side-encryption-aws-kms-key-id": key} if key else {})


def _refusals(delivery: Delivery, policy: Subject, facts: Facts, header: Mapping[str, str]) -> Iterator[str]:
    document = policy.json("policy") or {}
    for request in delivery.requests(bucket_arn(delivery.bucket, facts), policy.node.account, header):
        if reason := refusal(request, document):
            yield problem(
                f"the policy of the bucket {delivery.bucket} refuses {delivery.service}",
                got=reason,
                expected=f"{request.action} on {request.resource} for {delivery.source_arn}",
                do="correct the bucket's policy",
            )


@invariant(TRAIL, CHANNEL, FLOW_LOG, source='IAM user guide, "The confused deputy problem"')
def deliveries_narrow(subject: Subject, facts: Facts) -> Iterator[str]:
    """The policy of a bucket lets a service in on behalf of nobody else, and nowhere else."""
    for delivery, policy in _delivered(subject, facts):
        document = policy.json("policy") or {}
        arn, owner = bucket_arn(delivery.bucket, facts), policy.node.account
        elsewhere = replace(delivery, looks=(), objects=("elsewhere/log.gz",))
        for which, wrong in (("another organization", delivery.for_a_stranger()), ("another place", elsewhere)):
            for request in wrong.requests(arn, owner, _header(delivery, facts)):
                decision = decide(request, document)
                if isinstance(decision, Decision) and decision.allowed:
                    yield problem(
                        f"the policy of the bucket {delivery.bucket} lets {delivery.service} in for {which}",
                        got=f"{request.action} on {request.resource} {decision.reason}",
                        expected=f"only for {delivery.source_arn}, and only where it delivers",
                        do="bind the statement by aws:SourceArn or aws:SourceOrgID, and name the exact prefixes",
                    )


@invariant(
    CHANNEL, source='AWS Config developer guide, "Managing the delivery channel": Object Lock with default retention'
)
def config_buckets_unlocked(subject: Subject, facts: Facts) -> Iterator[str]:
    """The bucket that AWS Config delivers to has no Object Lock, which AWS Config can't write to."""
    bucket = subject.text("s3BucketName")
    if _is_locked(bucket, facts):
        yield problem(
            "AWS Config can't deliver to a locked bucket",
            got=f"Object Lock on {bucket}",
            expected="none",
            do="give AWS Config a bucket of its own",
        )


def _is_locked(bucket: str, facts: Facts) -> bool:
    made = buckets(facts).get(bucket)
    return (made is not None and made.flag("objectLockEnabled")) or any(
        lock.text("bucket") == bucket for lock in facts.of_type(LOCK)
    )


@invariant(
    "aws:s3/bucketLogging:BucketLogging", source='Amazon S3 user guide, "Enabling Amazon S3 server access logging"'
)
def access_log_buckets_plain(subject: Subject, facts: Facts) -> Iterator[str]:
    """The bucket that access logs are delivered to has neither a lock nor a key of its own: S3 then drops them."""
    target = subject.text("targetBucket")
    found = [
        *(["Object Lock"] if _is_locked(target, facts) else []),
        *(["a KMS key"] if encryption_of(target, facts)[0] != "AES256" else []),
    ]
    if found:
        yield problem(
            f"S3 delivers no access logs to {target}",
            got=" and ".join(found),
            expected="no lock, and encryption with keys of S3",
            do="give access logs a bucket of their own",
        )


@invariant(TRAIL, source='CloudTrail user guide, "Role policy document for CloudTrail to use CloudWatch Logs"')
def trails_reach_their_log_group(subject: Subject, facts: Facts) -> Iterator[str]:
    """A trail can write to its log group: to the streams of its own account and of the organization."""
    arn, node = subject.text("cloudWatchLogsGroupArn"), subject.node
    if not arn:
        return
    if not arn.endswith(":*") or arn.split(":")[4:5] != [node.account]:
        yield problem(
            "CloudTrail refuses the log group",
            got=arn,
            expected=f"the ARN of a log group of {node.account}, with :* at its end",
            do="correct cloud_watch_logs_group_arn",
        )
        return
    streams = [f"{node.account}_CloudTrail_{node.region}"]
    if subject.flag("isOrganizationTrail"):
        streams.append(f"{facts.organization_id}_{node.account}_CloudTrail_{node.region}")
    role = Principal(subject.text("cloudWatchLogsRoleArn"), node.account, PrincipalKind.ROLE)
    policies = [
        each.json("policy") or {}
        for each in facts.of_type("aws:iam/rolePolicy:RolePolicy")
        if each.node.account == node.account and each.text("role") == role.arn.rpartition("/")[2]
    ]
    for stream in streams:
        for action in ("logs:CreateLogStream", "logs:PutLogEvents"):
            request = Request(role, action, f"{arn.removesuffix(':*')}:log-stream:{stream}", node.account)
            if reason := refusal(request, identity=policies):
                yield problem(
                    "CloudTrail can't write to the log group",
                    got=reason,
                    expected=f"{action} on {request.resource}",
                    do="allow it in a RolePolicy of the trail's role",
                )
