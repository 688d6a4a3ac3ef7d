"""No resource policy keeps everybody from changing it again.

Source: S3 user guide, "Access denied errors: bucket policies"; KMS developer guide, "Default key policy".
"""

from collections.abc import Iterator

from .._documents import Statement
from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import document, each_statement, given, named

_BUCKET = "aws:s3/bucketPolicy:BucketPolicy"
_KEY = "aws:kms/keyPolicy:KeyPolicy"
_SECRET = "aws:secretsmanager/secretPolicy:SecretPolicy"
_QUEUE = "aws:sqs/queuePolicy:QueuePolicy"

# The action by which the policy of the type is changed.
_CHANGING = {
    "aws:kms/externalKey:ExternalKey": "kms:PutKeyPolicy",
    "aws:kms/key:Key": "kms:PutKeyPolicy",
    _KEY: "kms:PutKeyPolicy",
    "aws:kms/replicaExternalKey:ReplicaExternalKey": "kms:PutKeyPolicy",
    "aws:kms/replicaKey:ReplicaKey": "kms:PutKeyPolicy",
    "aws:s3/bucket:Bucket": "s3:PutBucketPolicy",
    _BUCKET: "s3:PutBucketPolicy",
    "aws:s3/bucketV2:BucketV2": "s3:PutBucketPolicy",
    "aws:secretsmanager/secret:Secret": "secretsmanager:PutResourcePolicy",
    _SECRET: "secretsmanager:PutResourcePolicy",
    "aws:sqs/queue:Queue": "sqs:SetQueueAttributes",
    _QUEUE: "sqs:SetQueueAttributes",
}


def _is_about_the_resource(statement: Statement) -> bool:
    """Whether the statement reaches the resource itself, not only the objects in a bucket."""
    objects = [arn for arn in statement.resources if ":s3:" in arn and "/" in arn]
    return not statement.resources or len(objects) < len(statement.resources)


def _check(resource: Resource) -> Iterator[str]:
    action = _CHANGING[resource.type]

    def check_statement(statement: Statement) -> Iterator[str]:
        if (
            statement.denies
            and statement.covers_every_principal()
            and statement.covers_action(action)
            and not statement.conditions
            and _is_about_the_resource(statement)
        ):
            yield (
                f"{named(statement)} keeps everybody from changing the policy again; got a Deny of {action} "
                "for any principal, expected one with a condition or without this action"
            )

    yield from each_statement(resource, check_statement)


_SECRET_ARN = "arn:aws:secretsmanager:eu-west-1:111122223333:secret"
_PLAIN_HTTP = {"Bool": {"aws:SecureTransport": "false"}}
_DENY = {"Effect": "Deny", "Action": "s3:*", "Resource": ["arn:aws:s3:::logs", "arn:aws:s3:::logs/*"]}

CONTROL = Control(
    id="resourcepolicy.no-lockout",
    title="No resource policy keeps everybody from changing it again",
    practices=("iam.least-privilege", "response.plan"),
    severity=Severity.HIGH,
    why="A policy that denies its own change to everybody is undone by the root user, or by AWS's support, or never.",
    fix="add a condition to the deny, or list only the actions that it is about",
    rules=(ResourceRule(tuple(_CHANGING), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_93",)},
    good=(
        example("plain HTTP is denied", given(_BUCKET, document("*", **_DENY, Condition=_PLAIN_HTTP))),
        example("one role is denied", given(_BUCKET, document({"AWS": "arn:aws:iam::111122223333:role/ci"}, **_DENY))),
        example("all but one role are denied", given(_BUCKET, document(NotPrincipal={"AWS": "111122223333"}, **_DENY))),
        example("deleting is denied", given(_BUCKET, document("*", **_DENY | {"Action": "s3:DeleteBucket"}))),
        example("objects are denied", given(_BUCKET, document("*", **_DENY | {"Resource": "arn:aws:s3:::logs/*"}))),
        example("everything is allowed", given(_BUCKET, document("*", **_DENY | {"Effect": "Allow"}))),
        example(
            "deleting a key is denied", given(_KEY, document("*", Effect="Deny", Action="kms:ScheduleKeyDeletion"))
        ),
    ),
    bad=(
        example("everybody, the bucket and its objects", given(_BUCKET, document("*", **_DENY))),
        example("everybody with an account", given(_BUCKET, document({"AWS": "*"}, **_DENY, Sid="Freeze"))),
        example("the policy only", given(_BUCKET, document("*", **_DENY | {"Action": "s3:PutBucketPolicy"}))),
        example("any resource", given(_BUCKET, document("*", **_DENY | {"Resource": "*"}))),
        example("no resource named", given(_SECRET, document("*", Effect="Deny", Action="*", Resource=None))),
        example(
            "a secret whose name has a slash",
            given(_SECRET, document("*", Effect="Deny", Action="*", Resource=f"{_SECRET_ARN}:shop/database")),
        ),
        *(
            example(f"everybody by {token}", given(token, document("*", Effect="Deny", Action=action)))
            for token, action in _CHANGING.items()
        ),
    ),
)
