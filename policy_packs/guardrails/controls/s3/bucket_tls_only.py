"""S3 buckets refuse plain HTTP."""

from collections.abc import Iterator

from .._documents import Statement, statements
from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Exempt,
    Given,
    Guardrail,
    PolicyType,
    Ref,
    SecurityHubControl,
    Severity,
    StackRule,
    example,
)
from .._resources import Resource, Stack

_BUCKET = "aws:s3/bucket:Bucket"
_POLICY = "aws:s3/bucketPolicy:BucketPolicy"


def _denies_plain_http(statement: Statement) -> bool:
    return (
        statement.denies
        and statement.covers_every_principal()
        and statement.covers_action("s3:GetObject")
        and statement.covers_action("s3:PutObject")
        and statement.covers_action("s3:ListBucket")
        and [(operator, key.lower(), values) for operator, key, values in statement.conditions]
        == [("bool", "aws:securetransport", ("false",))]
    )


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    policies = stack.sidecars(bucket, _POLICY, by="bucket")
    found = [statement for policy in policies for statement in statements(policy, "policy")]
    if not any(_denies_plain_http(statement) for statement in found):
        yield (
            f"requests over plain HTTP are accepted; got {len(policies)} bucket policies without such a deny, "
            "expected a Deny of s3:* for everybody where aws:SecureTransport is false"
        )


def _document(**condition: dict[str, str]) -> dict[str, object]:
    return {
        "Version": "2012-10-17",
        "Statement": [
            {
                "Sid": "DenyPlainHttp",
                "Effect": "Deny",
                "Principal": {"AWS": "*"},
                "Action": "s3:*",
                "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
                "Condition": condition,
            }
        ],
    }


_TLS_ONLY = _document(Bool={"aws:SecureTransport": "false"})

CONTROL = Control(
    id="s3.bucket-tls-only",
    title="S3 buckets refuse plain HTTP",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="Without the deny, anybody on the path can read and change objects that a client fetches over HTTP.",
    fix="add a bucket policy that denies s3:* to everybody where aws:SecureTransport is false",
    rules=(StackRule((_BUCKET,), _check),),
    guardrails=(
        Guardrail(
            sid="DenyPlainHttpToData",
            type=PolicyType.RESOURCE_CONTROL,
            actions=("s3:*", "sqs:*", "kms:*", "secretsmanager:*"),
            conditions={"BoolIfExists": {"aws:SecureTransport": "false"}},
            exempt=Exempt.NOBODY,
        ),
    ),
    detection=(ConfigRule("S3_BUCKET_SSL_REQUESTS_ONLY"), SecurityHubControl("S3.5")),
    frameworks={
        Framework.FSBP: ("S3.5",),
        Framework.CIS_3_0: ("2.1.1",),
        Framework.CIS_5_0: ("2.1.1",),
        Framework.CIS_7_0: ("3.1.1",),
    },
    good=(
        example(
            "a deny of plain HTTP for everybody",
            Given(_BUCKET, {"bucket": "logs"}, name="logs"),
            Given(_POLICY, {"bucket": Ref("logs"), "policy": _TLS_ONLY}, name="logs-policy"),
        ),
        example(
            "the policy names the bucket instead of referring to it",
            Given(_BUCKET, {"bucket": "logs"}, name="logs"),
            Given(_POLICY, {"bucket": "logs", "policy": _TLS_ONLY}, name="logs-policy"),
        ),
    ),
    bad=(
        example("no bucket policy", Given(_BUCKET, {"bucket": "logs"})),
        example("everything omitted", Given(_BUCKET)),
        example(
            "the deny only holds for some of the requests over HTTP",
            Given(_BUCKET, {"bucket": "logs"}, name="logs"),
            Given(
                _POLICY,
                {
                    "bucket": Ref("logs"),
                    "policy": _document(
                        Bool={"aws:SecureTransport": "false"},
                        StringEquals={"aws:PrincipalAccount": "111122223333"},
                    ),
                },
                name="logs-policy",
            ),
        ),
        example(
            "the policy belongs to another bucket",
            Given(_BUCKET, {"bucket": "logs"}, name="logs"),
            Given(_POLICY, {"bucket": "other", "policy": _TLS_ONLY}, name="other-policy"),
        ),
    ),
)
