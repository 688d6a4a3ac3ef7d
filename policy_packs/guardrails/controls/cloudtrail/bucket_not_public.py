"""Buckets of trails are nobody else's to read."""

from collections.abc import Iterator

from .._documents import public_grants
from .._frameworks import Tool
from .._model import ConfigRule, Control, Given, Ref, SecurityHubControl, Severity, StackRule, Tier, example
from .._properties import each
from .._resources import Resource, Stack
from ..s3._helpers import ACLS, BUCKET, BUCKETS, POLICY
from ._helpers import TRAIL, fills

_PUBLIC = ("authenticated-read", "public-read", "public-read-write")


def _check(bucket: Resource, stack: Stack) -> Iterator[str]:
    if fills(bucket, stack):
        yield from each((bucket, *stack.sidecars(bucket, *ACLS, POLICY, by="bucket")), _check_access)


def _check_access(resource: Resource) -> Iterator[str]:
    acl = resource.text("acl")
    if acl in _PUBLIC:
        yield f"everybody may read the trail; got acl {acl}, expected private"
    yield from public_grants(resource, "policy")


def _document(principal: object) -> dict[str, object]:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "s3:PutObject", "Resource": "arn:aws:s3:::a/*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


def _stack(*others: Given, name: object = Ref("archive"), **inputs: object) -> tuple[Given, ...]:
    archive = Given(BUCKET, {"bucket": "archive", **inputs}, name="archive")
    return archive, Given(TRAIL, {"s3BucketName": name}, name="trail"), *others


CONTROL = Control(
    id="cloudtrail.bucket-not-public",
    title="Buckets of trails are nobody else's to read",
    practices=("logging.cloudtrail", "data.at-rest"),
    severity=Severity.CRITICAL,
    why="A trail tells a stranger every name, every address and every habit of an organization.",
    fix="set the access control list to private and take public statements out of the policy",
    rules=(StackRule(BUCKETS, _check),),
    detection=(ConfigRule("CLOUDTRAIL_S3_BUCKET_PUBLIC_ACCESS_PROHIBITED"), SecurityHubControl("CloudTrail.6")),
    tier=Tier.MINIMAL,
    equivalents={Tool.SECURITY_HUB: ("CloudTrail.6",), Tool.TRIVY: ("AWS-0161",)},
    good=(
        example("everything omitted", *_stack()),
        example("private", *_stack(acl="private")),
        example("a policy for CloudTrail", *_stack(policy=_document({"Service": "cloudtrail.amazonaws.com"}))),
        example("a public bucket without a trail", Given(BUCKET, {"acl": "public-read"})),
    ),
    bad=(
        *(example(acl, *_stack(acl=acl)) for acl in _PUBLIC),
        example("named instead of referred to", *_stack(acl="public-read", name="archive")),
        example(
            "a list beside it",
            *_stack(Given(ACLS[0], {"bucket": Ref("archive"), "acl": "public-read"}, name="acl")),
        ),
        example("a policy for everybody", *_stack(policy=_document("*"))),
        example(
            "a policy for everybody beside it",
            *_stack(Given(POLICY, {"bucket": Ref("archive"), "policy": _document("*")}, name="policy")),
        ),
    ),
)
