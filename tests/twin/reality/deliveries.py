"""What services deliver to buckets."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from twin.graph import Node

from ._cases import (
    ACCESS_LOGS,
    ARCHIVE,
    BUCKET,
    BUCKET_POLICY,
    CHANNEL,
    ENCRYPTION,
    FLOW_LOG,
    HOME,
    LOCK,
    MANAGEMENT,
    ORGANIZATION_ID,
    OTHER,
    ROLE_POLICY,
    SECURITY,
    TRAIL,
    WHOLE,
    WORKLOAD,
    document,
    made,
    right,
    wrong,
)

LOGS = "arn:aws:s3:::logs"
TRAIL_ARN = f"arn:aws:cloudtrail:{HOME}:{MANAGEMENT}:trail/organization"
FROM_TRAIL = {"StringEquals": {"aws:SourceArn": TRAIL_ARN}}
FROM_ORGANIZATION = {"StringEquals": {"aws:SourceOrgID": ORGANIZATION_ID}}
_TRAIL_PREFIXES = [f"{LOGS}/AWSLogs/{owner}/*" for owner in (MANAGEMENT, ORGANIZATION_ID)]


def allow(service: str, actions: object, resources: object, condition: Mapping[str, Any]) -> dict[str, Any]:
    principal = {"Service": f"{service}.amazonaws.com"}
    return {"Effect": "Allow", "Principal": principal, "Action": actions, "Resource": resources, "Condition": condition}


def _put(service: str, resources: object, condition: Mapping[str, Any]) -> dict[str, Any]:
    owned = {**condition.get("StringEquals", {}), "s3:x-amz-acl": "bucket-owner-full-control"}
    return allow(service, "s3:PutObject", resources, {**condition, "StringEquals": owned})


def _bucket_policy(*statements: Mapping[str, Any]) -> Node:
    return made(BUCKET_POLICY, "policy", {"bucket": "logs", "policy": document(*statements)}, account=ARCHIVE)


def trail(policy: Node | None = None, /, **inputs: Any) -> Node:
    named = {"name": "organization", "s3BucketName": "logs", "isOrganizationTrail": True}
    return made(TRAIL, inputs=named | inputs, after=[policy] if policy else [])


def channel(policy: Node | None = None, /, **inputs: Any) -> Node:
    named = {"name": "landing-zone", "s3BucketName": "logs"} | inputs
    return made(CHANNEL, inputs=named, account=WORKLOAD, after=[policy] if policy else [])


def flow_log(policy: Node | None = None, /, **inputs: Any) -> Node:
    named = {"logDestinationType": "s3", "logDestination": f"{LOGS}/networks"} | inputs
    return made(FLOW_LOG, inputs=named, account=WORKLOAD, region=OTHER, after=[policy] if policy else [])


def encrypted(algorithm: str, key: str | None = None, bucket: str = "logs") -> Node:
    rule = {"applyServerSideEncryptionByDefault": {"sseAlgorithm": algorithm, "kmsMasterKeyId": key}}
    return made(ENCRYPTION, "encryption", {"bucket": bucket, "rules": [rule]}, account=ARCHIVE)


_LOOK = allow("cloudtrail", "s3:GetBucketAcl", LOGS, FROM_TRAIL)
_PUT = _put("cloudtrail", _TRAIL_PREFIXES, FROM_TRAIL)
_DENY_PLAIN_HTTP = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:*",
    "Resource": [LOGS, f"{LOGS}/*"],
    "Condition": {"Bool": {"aws:SecureTransport": "false"}},
}
_DENY_UNENCRYPTED = {
    "Effect": "Deny",
    "Principal": "*",
    "Action": "s3:PutObject",
    "Resource": f"{LOGS}/*",
    "Condition": {"StringNotEquals": {"s3:x-amz-server-side-encryption": "aws:kms"}},
}
_OUTSIDERS = {"StringNotEqualsIfExists": {"aws:PrincipalOrgID": ORGANIZATION_ID}}
_DENY_OUTSIDERS = _DENY_PLAIN_HTTP | {"Condition": _OUTSIDERS | {"Bool": {"aws:PrincipalIsAWSService": "false"}}}
_CONFIG_LOOK = allow("config", ["s3:GetBucketAcl", "s3:ListBucket"], LOGS, FROM_ORGANIZATION)
_CONFIG_PUT = _put("config", f"{LOGS}/AWSLogs/*/Config/*", FROM_ORGANIZATION)
FROM_FLOW_LOGS = FROM_ORGANIZATION | {"ArnLike": {"aws:SourceArn": "arn:aws:logs:*:*:*"}}
_FLOW_LOOK = allow("delivery.logs", "s3:GetBucketAcl", LOGS, FROM_FLOW_LOGS)
_FLOW_PUT = _put("delivery.logs", f"{LOGS}/networks/AWSLogs/*", FROM_FLOW_LOGS)

_TRAIL_POLICY = _bucket_policy(_LOOK, _PUT, _DENY_PLAIN_HTTP, _DENY_OUTSIDERS)
_CONFIG_POLICY = _bucket_policy(_CONFIG_LOOK, _CONFIG_PUT, _DENY_PLAIN_HTTP, _DENY_OUTSIDERS)
_FLOW_POLICY = _bucket_policy(_FLOW_LOOK, _FLOW_PUT, _DENY_PLAIN_HTTP, _DENY_OUTSIDERS)

for _id in ("deliveries-awaited", "deliveries-accepted", "deliveries-narrow", "first-deliveries-accepted"):
    right(_id, "a trail", WHOLE, _TRAIL_POLICY, trail(_TRAIL_POLICY))
    right(_id, "AWS Config", WHOLE, _CONFIG_POLICY, channel(_CONFIG_POLICY))
    right(_id, "flow logs", WHOLE, _FLOW_POLICY, flow_log(_FLOW_POLICY))
    right(_id, "flow logs to a log group", WHOLE, made(FLOW_LOG, inputs={"logGroupName": "x"}))
    right(_id, "a bucket of another stack", trail())

wrong("deliveries-awaited", "a trail at once", WHOLE, _TRAIL_POLICY, trail())
wrong("deliveries-awaited", "flow logs at once", _FLOW_POLICY, flow_log())
wrong("deliveries-awaited", "no policy", WHOLE, channel())
wrong("deliveries-awaited", "another bucket", WHOLE, _CONFIG_POLICY, channel(_CONFIG_POLICY, s3BucketName="lost"))


def _refused(shows: str, it: Node, *statements: Mapping[str, Any], by: str = "deliveries-accepted") -> None:
    wrong(by, shows, WHOLE, _bucket_policy(*statements), it)


_refused("nothing", trail(), _DENY_PLAIN_HTTP)
_refused("the ACL unread", trail(), _PUT)
_refused("management's prefix alone", trail(), _LOOK, _put("cloudtrail", _TRAIL_PREFIXES[0], FROM_TRAIL))
_refused("the organization's prefix alone", trail(), _LOOK, _put("cloudtrail", _TRAIL_PREFIXES[1], FROM_TRAIL))
_refused(
    "logs without their digests",
    trail(),
    _LOOK,
    _put("cloudtrail", [f"{prefix[:-1]}*CloudTrail/*" for prefix in _TRAIL_PREFIXES], FROM_TRAIL),
)
_refused("another trail", trail(name="other"), _LOOK, _PUT)
_refused("a prefix of its own", trail(s3KeyPrefix="audit"), _LOOK, _PUT)
_refused(
    "outsiders, services among them",
    trail(),
    _LOOK,
    _PUT,
    _DENY_PLAIN_HTTP | {"Condition": {"StringNotEquals": {"aws:PrincipalOrgID": ORGANIZATION_ID}}},
)
_refused("no meaning", trail(), {"Effect": "Perhaps"})
_refused("the bucket unlisted", channel(), allow("config", "s3:GetBucketAcl", LOGS, FROM_ORGANIZATION), _CONFIG_PUT)
_refused(
    "another account's prefix",
    channel(),
    _CONFIG_LOOK,
    _put("config", f"{LOGS}/AWSLogs/{MANAGEMENT}/Config/*", FROM_ORGANIZATION),
)
_refused(
    "another organization",
    channel(),
    _CONFIG_LOOK,
    _put("config", f"{LOGS}/AWSLogs/*", {"StringEquals": {"aws:SourceOrgID": "o-other"}}),
)
_refused("flow logs of another place", flow_log(logDestination=LOGS), _FLOW_LOOK, _FLOW_PUT)
_refused(
    "flow logs of another region",
    flow_log(),
    _FLOW_LOOK,
    _put("delivery.logs", f"{LOGS}/networks/*", {"ArnLike": {"aws:SourceArn": f"arn:aws:logs:{HOME}:*:*"}}),
)

for _it, _statements in ((trail(), (_LOOK, _PUT)), (channel(), (_CONFIG_LOOK, _CONFIG_PUT))):
    _asking = _bucket_policy(*_statements, _DENY_UNENCRYPTED)
    right("deliveries-accepted", f"a {_it.type} that asks for encryption", WHOLE, _asking, encrypted("aws:kms"), _it)
    wrong("first-deliveries-accepted", f"a {_it.type} before", WHOLE, _asking, encrypted("aws:kms"), _it)

_ANOTHER_KEY = {"StringNotEquals": {"s3:x-amz-server-side-encryption-aws-kms-key-id": "arn:aws:kms:::key/own"}}
_OWN_KEY_ONLY = _bucket_policy(_LOOK, _PUT, _DENY_UNENCRYPTED | {"Condition": _ANOTHER_KEY})
right(
    "deliveries-accepted", "its own key", WHOLE, _OWN_KEY_ONLY, encrypted("aws:kms", "arn:aws:kms:::key/own"), trail()
)
right("first-deliveries-accepted", "refused in any case", WHOLE, _bucket_policy(_PUT), trail())
right("deliveries-narrow", "no meaning", WHOLE, _bucket_policy({"Effect": "Perhaps"}), trail())
_refused("any trail in the world", trail(), _LOOK, _put("cloudtrail", _TRAIL_PREFIXES, {}), by="deliveries-narrow")
_refused(
    "the ACL read by any trail",
    trail(),
    allow("cloudtrail", "s3:GetBucketAcl", LOGS, {}),
    _PUT,
    by="deliveries-narrow",
)
_refused("the whole bucket", trail(), _LOOK, _put("cloudtrail", f"{LOGS}/*", FROM_TRAIL), by="deliveries-narrow")
_refused(
    "any account's items", channel(), _CONFIG_LOOK, _put("config", f"{LOGS}/AWSLogs/*", {}), by="deliveries-narrow"
)
_refused(
    "any account's flow logs",
    flow_log(),
    _FLOW_LOOK,
    _put("delivery.logs", f"{LOGS}/networks/AWSLogs/*", {"ArnLike": {"aws:SourceArn": "arn:aws:logs:*:*:*"}}),
    by="deliveries-narrow",
)

_PLAIN_BUCKET = made(BUCKET, "bucket", {"bucket": "logs"}, account=ARCHIVE)
_LOCKED_BUCKET = made(BUCKET, "bucket", {"bucket": "logs", "objectLockEnabled": True}, account=ARCHIVE)
_LOCKED_LATER = made(LOCK, "lock", {"bucket": "logs"}, account=ARCHIVE)
right("config-buckets-unlocked", "no lock", _PLAIN_BUCKET, channel())
right("config-buckets-unlocked", "another bucket's", _LOCKED_BUCKET, channel(s3BucketName="config"))
wrong("config-buckets-unlocked", "a lock", _LOCKED_BUCKET, channel())
wrong("config-buckets-unlocked", "a lock put on later", _PLAIN_BUCKET, _LOCKED_LATER, channel())


_TO_LOGS = made(ACCESS_LOGS, inputs={"bucket": "data", "targetBucket": "logs"}, account=ARCHIVE)
right("access-log-buckets-plain", "S3's own keys", _PLAIN_BUCKET, encrypted("AES256"), _TO_LOGS)
right("access-log-buckets-plain", "another bucket's key", _PLAIN_BUCKET, encrypted("aws:kms", bucket="data"), _TO_LOGS)
wrong("access-log-buckets-plain", "a lock", _LOCKED_BUCKET, _TO_LOGS)
wrong("access-log-buckets-plain", "a key", _PLAIN_BUCKET, encrypted("aws:kms"), _TO_LOGS)

_GROUP_ARN = f"arn:aws:logs:{HOME}:{MANAGEMENT}:log-group:trail"
_TO_GROUP = {
    "cloudWatchLogsGroupArn": f"{_GROUP_ARN}:*",
    "cloudWatchLogsRoleArn": f"arn:aws:iam::{MANAGEMENT}:role/trail",
}


def _streams(*streams: str, role: str = "trail", account: str = MANAGEMENT) -> Node:
    resources = [f"{_GROUP_ARN}:log-stream:{stream}" for stream in streams] or "*"
    statement = {"Effect": "Allow", "Action": ["logs:CreateLogStream", "logs:PutLogEvents"], "Resource": resources}
    return made(ROLE_POLICY, "streams", {"name": "x", "role": role, "policy": document(statement)}, account=account)


_BOTH_STREAMS = (f"{MANAGEMENT}_CloudTrail_{HOME}*", f"{ORGANIZATION_ID}_*")
right("trails-reach-their-log-group", "both streams", WHOLE, _streams(*_BOTH_STREAMS), trail(**_TO_GROUP))
right("trails-reach-their-log-group", "no log group", trail())
right(
    "trails-reach-their-log-group",
    "an account's own",
    _streams(_BOTH_STREAMS[0]),
    trail(isOrganizationTrail=False, **_TO_GROUP),
)
wrong(
    "trails-reach-their-log-group",
    "no star",
    WHOLE,
    _streams(),
    trail(**_TO_GROUP | {"cloudWatchLogsGroupArn": _GROUP_ARN}),
)
wrong(
    "trails-reach-their-log-group",
    "another account's",
    WHOLE,
    _streams(),
    trail(**_TO_GROUP | {"cloudWatchLogsGroupArn": f"arn:aws:logs:{HOME}:{ARCHIVE}:log-group:trail:*"}),
)
wrong("trails-reach-their-log-group", "one stream", WHOLE, _streams(_BOTH_STREAMS[0]), trail(**_TO_GROUP))
wrong("trails-reach-their-log-group", "another role's", WHOLE, _streams("*", role="other"), trail(**_TO_GROUP))
wrong("trails-reach-their-log-group", "a role elsewhere", WHOLE, _streams(account=SECURITY), trail(**_TO_GROUP))
