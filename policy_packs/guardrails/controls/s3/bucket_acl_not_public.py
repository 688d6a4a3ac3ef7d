"""No access control list lets everybody read a bucket or an object."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._grants import COPY, LISTED, OBJECTS, granting, grants_to_groups, is_everybody
from ._helpers import ACLS, BUCKET, BUCKETS

_ACL = ACLS[0]
_PUBLIC = ("authenticated-read", "public-read", "public-read-write")
_CLOSED = ("aws-exec-read", "bucket-owner-full-control", "bucket-owner-read", "log-delivery-write", "private")


def _is_open(resource: Resource) -> bool:
    return (resource.text("acl") or "private") not in _CLOSED


def _check(resource: Resource) -> Iterator[str]:
    if _is_open(resource):
        yield f"the access control list lets everybody in; got {resource.text('acl')}, expected private"
    yield from grants_to_groups(resource, "READ", is_everybody)


def _mend(resource: Resource) -> dict[str, str]:
    return {"acl": "private"} if _is_open(resource) else {}


CONTROL = Control(
    id="s3.bucket-acl-not-public",
    title="No access control list lets everybody read a bucket or an object",
    practices=("network.private-subnets", "iam.least-privilege", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="A public access control list publishes data past every policy that was reviewed.",
    fix="leave the access control list out and grant access by the bucket policy",
    rules=(ResourceRule(LISTED, _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyPublicAccessControlLists",
            actions=(
                "s3:CreateBucket",
                "s3:PutBucketAcl",
                "s3:PutObject",
                "s3:PutObjectAcl",
                "s3:PutObjectVersionAcl",
            ),
            conditions={"StringEquals": {"s3:x-amz-acl": _PUBLIC}},
        ),
    ),
    detection=(ConfigRule("S3_BUCKET_PUBLIC_READ_PROHIBITED"), SecurityHubControl("S3.2")),
    answer="block-public-bucket",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("S3.2",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_43", "CKV_AWS_20"), Tool.TRIVY: ("AWS-0092",)},
    good=(
        example("everything omitted", Given(BUCKET)),
        *(example(f"the list {acl}", Given(_ACL, {"bucket": "logs", "acl": acl})) for acl in _CLOSED),
        example("log delivery may read", granting("READ", "s3/LogDelivery")),
        example("an empty list", Given(BUCKET, {"acl": ""})),
        example("everybody may write, which another control is about", granting("WRITE")),
    ),
    bad=(
        *(example(f"a {acl} bucket", Given(BUCKET, {"acl": acl})) for acl in _PUBLIC),
        *(example(f"a public list: {type}", Given(type, {"bucket": "logs", "acl": "public-read"})) for type in ACLS),
        *(
            example(f"a public object: {type}", Given(type, {"bucket": "logs", "key": "a.csv", "acl": "public-read"}))
            for type in OBJECTS
        ),
        example("a public bucket by its old token", Given(BUCKETS[1], {"acl": "public-read"})),
        example("a list that S3 doesn't have", Given(BUCKET, {"acl": "everybody"})),
        example("a copy that everybody reads", granting("READ", type=COPY)),
        example("a grant to everybody", granting("READ")),
        example("full control for everybody", granting("FULL_CONTROL")),
        example("a grant to everybody with an AWS account", granting("READ", "global/AuthenticatedUsers", _ACL)),
    ),
)
