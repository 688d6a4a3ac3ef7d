"""S3 buckets refuse plain HTTP."""

from collections.abc import Iterator

from .._documents import Statement, denies_plain_http, statements
from .._frameworks import Framework, Tool
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
    Tier,
    example,
)
from .._resources import Resource, Stack
from ._helpers import BUCKET, BUCKETS, POLICY

_ACTIONS = ("s3:GetObject", "s3:ListBucket", "s3:PutObject")


def _refuses_plain_http(statement: Statement) -> bool:
    return denies_plain_http(statement, *_ACTIONS) and _covers_bucket_and_objects(statement)


def _covers_bucket_and_objects(statement: Statement) -> bool:
    resources = statement.resources
    return any(arn.endswith("*") for arn in resources) and any("/" not in arn for arn in resources)


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    policies = [policy for policy in (bucket, *stack.sidecars(bucket, POLICY, by="bucket")) if "policy" in policy]
    found = [statement for policy in policies for statement in statements(policy, "policy")]
    if not any(map(_refuses_plain_http, found)):
        yield (
            f"requests over plain HTTP are accepted; got {len(policies)} bucket policies without such a deny, "
            "expected a Deny of s3:* for everybody where aws:SecureTransport is false"
        )


_PLAIN_HTTP = {"Bool": {"aws:SecureTransport": "false"}}
_LOGS = Given(BUCKET, {"bucket": "logs"}, name="logs")


def _document(**changes: object) -> dict[str, object]:
    deny = {
        "Sid": "DenyPlainHttp",
        "Effect": "Deny",
        "Principal": {"AWS": "*"},
        "Action": "s3:*",
        "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"],
        "Condition": _PLAIN_HTTP,
    }
    return {"Version": "2012-10-17", "Statement": [{k: v for k, v in (deny | changes).items() if v is not None}]}


def _policy(bucket: object = Ref("logs"), **changes: object) -> Given:
    return Given(POLICY, {"bucket": bucket, "policy": _document(**changes)}, name="logs-policy")


CONTROL = Control(
    id="s3.bucket-tls-only",
    title="S3 buckets refuse plain HTTP",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="Without the deny, anybody on the path can read and change objects that a client fetches over HTTP.",
    fix="add a bucket policy that denies s3:* to everybody where aws:SecureTransport is false",
    rules=(StackRule(BUCKETS, _check),),
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
    tier=Tier.MINIMAL,
    frameworks={
        Framework.FSBP: ("S3.5",),
        Framework.CIS_3_0: ("2.1.1",),
        Framework.CIS_5_0: ("2.1.1",),
        Framework.CIS_7_0: ("3.1.1",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_379",), Tool.CONTROL_TOWER: ("S3.PR.8",)},
    good=(
        example("a deny of plain HTTP for everybody", _LOGS, _policy()),
        example("the policy names the bucket instead of referring to it", _LOGS, _policy("logs")),
        example("one star for the bucket and its objects", _LOGS, _policy(Resource="arn:aws:s3:::logs*")),
        example("a star for everything", _LOGS, _policy(Principal="*", Action="*", Resource="*")),
        example("the key in other letters", _LOGS, _policy(Condition={"Bool": {"AWS:SecureTransport": False}})),
        example(
            "the key in each request anyway",
            _LOGS,
            _policy(Condition={"BoolIfExists": {"aws:SecureTransport": "false"}}),
        ),
        example("the bucket's own policy", Given(BUCKET, {"policy": _document()})),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in BUCKETS),
        example("an empty policy, as AWS reports none", Given(BUCKET, {"bucket": "logs", "policy": ""})),
        example("no bucket policy", _LOGS),
        example("the policy belongs to another bucket", _LOGS, _policy("other")),
        example("an allow of TLS denies nothing", _LOGS, _policy(Effect="Allow")),
        example("only one account is denied", _LOGS, _policy(Principal={"AWS": "111122223333"})),
        *(
            example(f"only some actions and {action}", _LOGS, _policy(Action=["s3:Put*", action]))
            for action in _ACTIONS
        ),
        *(example(f"all but {action}", _LOGS, _policy(Action=None, NotAction=action)) for action in _ACTIONS),
        example("only the bucket is covered", _LOGS, _policy(Resource="arn:aws:s3:::logs")),
        example("only the objects are covered", _LOGS, _policy(Resource="arn:aws:s3:::logs/*")),
        example("TLS is denied", _LOGS, _policy(Condition={"Bool": {"aws:SecureTransport": "true"}})),
        example(
            "the deny only holds for some of the requests over HTTP",
            _LOGS,
            _policy(Condition={**_PLAIN_HTTP, "StringEquals": {"aws:PrincipalAccount": "111122223333"}}),
        ),
    ),
)
