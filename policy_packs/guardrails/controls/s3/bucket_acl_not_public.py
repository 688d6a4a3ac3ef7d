"""No access control list opens a bucket or an object to everybody."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, Guardrail, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._properties import Block, each
from .._resources import Resource
from ._helpers import ACLS, BUCKET, BUCKETS

_ACL = ACLS[0]
_COPY = "aws:s3/objectCopy:ObjectCopy"
_OBJECTS = ("aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject")
_TYPES = (*BUCKETS, *ACLS, *_OBJECTS, _COPY)
_PUBLIC = ("authenticated-read", "public-read", "public-read-write")
_EVERYBODY = ("/AllUsers", "/AuthenticatedUsers")


def _check(resource: Resource) -> Iterator[str]:
    acl = resource.text("acl")
    if acl in _PUBLIC:
        yield f"the access control list lets everybody in; got {acl}, expected private"
    yield from each(resource.blocks("grants"), _check_grant)
    grants = resource.block("accessControlPolicy").blocks("grants")
    yield from each(grants, lambda grant: _check_grant(grant.block("grantee")))


def _check_grant(grantee: Block) -> Iterator[str]:
    uri = grantee.text("uri")
    if uri.endswith(_EVERYBODY):
        yield f"{grantee.path()} lets everybody in; got {uri}, expected a single account or AWS's log delivery group"


def _mend(resource: Resource) -> dict[str, str]:
    return {"acl": "private"} if resource.text("acl") in _PUBLIC else {}


def _group(name: str) -> str:
    return f"http://acs.amazonaws.com/groups/{name}"


CONTROL = Control(
    id="s3.bucket-acl-not-public",
    title="No access control list opens a bucket or an object to everybody",
    practices=("network.private-subnets", "iam.least-privilege", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="A public access control list publishes data past every policy that was reviewed.",
    fix="leave the access control list out and grant access by the bucket policy",
    rules=(ResourceRule(_TYPES, _check, _mend),),
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
    detection=(
        ConfigRule("S3_BUCKET_PUBLIC_READ_PROHIBITED"),
        ConfigRule("S3_BUCKET_PUBLIC_WRITE_PROHIBITED"),
        SecurityHubControl("S3.2"),
        SecurityHubControl("S3.3"),
    ),
    answer="block-public-bucket",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("S3.2", "S3.3")},
    equivalents={
        Tool.CHECKOV: ("CKV2_AWS_43", "CKV_AWS_20", "CKV_AWS_375", "CKV_AWS_57"),
        Tool.TRIVY: ("AWS-0092",),
    },
    good=(
        example("everything omitted", Given(BUCKET)),
        example("a private list", Given(_ACL, {"bucket": "logs", "acl": "private"})),
        example(
            "log delivery may write",
            Given(
                BUCKET,
                {"grants": [{"type": "Group", "permissions": ["WRITE"], "uri": _group("s3/LogDelivery")}]},
            ),
        ),
    ),
    bad=(
        *(example(f"a {acl} bucket", Given(BUCKET, {"acl": acl})) for acl in _PUBLIC),
        *(example(f"a public list: {type}", Given(type, {"bucket": "logs", "acl": "public-read"})) for type in ACLS),
        *(
            example(f"a public object: {type}", Given(type, {"bucket": "logs", "key": "a.csv", "acl": "public-read"}))
            for type in _OBJECTS
        ),
        example("a public bucket by its old token", Given(BUCKETS[1], {"acl": "public-read"})),
        example(
            "a copy that everybody reads",
            Given(
                _COPY,
                {
                    "bucket": "logs",
                    "key": "a.csv",
                    "source": "drafts/a.csv",
                    "grants": [{"type": "Group", "permissions": ["READ"], "uri": _group("global/AllUsers")}],
                },
            ),
        ),
        example(
            "a grant to everybody",
            Given(
                BUCKET,
                {"grants": [{"type": "Group", "permissions": ["READ"], "uri": _group("global/AllUsers")}]},
            ),
        ),
        example(
            "a grant to everybody with an AWS account",
            Given(
                _ACL,
                {
                    "bucket": "logs",
                    "accessControlPolicy": {
                        "owner": {"id": "c1daexampleaaf850ea79cf0430f33d72579fd1611c97f7ded193374c0b163b6"},
                        "grants": [
                            {
                                "permission": "READ",
                                "grantee": {"type": "Group", "uri": _group("global/AuthenticatedUsers")},
                            }
                        ],
                    },
                },
            ),
        ),
    ),
)
