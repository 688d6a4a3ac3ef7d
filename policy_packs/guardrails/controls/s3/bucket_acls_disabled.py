"""S3 buckets take no access control lists: policies alone say who gets in."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import ACLS, BUCKET, BUCKETS

_OWNERSHIP = "aws:s3/bucketOwnershipControls:BucketOwnershipControls"
_ENFORCED = "BucketOwnerEnforced"
# The lists that S3 takes although lists are disabled, since they say what holds anyway.
_EMPTY = ("private", "bucket-owner-full-control")


def _check(ownership: Resource) -> Iterator[str]:
    got = ownership.block("rule").text("objectOwnership")
    if got != _ENFORCED:
        yield f"access control lists are in force; got objectOwnership {got or 'missing'}, expected {_ENFORCED}"


def _mend(ownership: Resource) -> dict[str, str]:
    enforced = ownership.block("rule").text("objectOwnership") == _ENFORCED
    return {} if enforced else {"rule.objectOwnership": _ENFORCED}


def _check_list(resource: Resource) -> Iterator[str]:
    acl = resource.text("acl", default="private")
    if acl not in _EMPTY:
        yield f"an access control list says who gets in; got acl {acl}, expected a bucket policy"
    grants = [*resource.blocks("grants"), *resource.block("accessControlPolicy").blocks("grants")]
    if grants:
        yield f"an access control list says who gets in; got {len(grants)} grants, expected a bucket policy"


def _bucket(ownership: str) -> dict[str, object]:
    return {"bucket": "logs", "rule": {"objectOwnership": ownership}}


_READER = {"id": "c1daexampleaaf850ea79cf0430f33d72579fd1611c97f7ded193374c0b163b6", "type": "CanonicalUser"}

CONTROL = Control(
    id="s3.bucket-acls-disabled",
    title="S3 buckets take no access control lists",
    practices=("iam.least-privilege", "network.private-subnets"),
    severity=Severity.MEDIUM,
    why="An access list on one object opens it whatever the bucket's policy says, and shows in no review of policies.",
    fix=f"set rule.objectOwnership to {_ENFORCED} and grant access by the bucket policy",
    # A bucket without the side resource has lists disabled: the default of every bucket since April 2023.
    rules=(ResourceRule((_OWNERSHIP,), _check, _mend), ResourceRule((*ACLS, *BUCKETS), _check_list)),
    detection=(ConfigRule("S3_BUCKET_ACL_PROHIBITED"), SecurityHubControl("S3.12")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("S3.12",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_65",), Tool.CONTROL_TOWER: ("S3.PR.5",)},
    good=(
        example("the owner alone decides", Given(_OWNERSHIP, _bucket(_ENFORCED))),
        *(example(f"everything omitted: {type}", Given(type)) for type in (*BUCKETS, *ACLS)),
        *(example(f"a list of nothing: {acl}", Given(ACLS[0], {"bucket": "logs", "acl": acl})) for acl in _EMPTY),
    ),
    bad=(
        example("everything omitted", Given(_OWNERSHIP)),
        example("whoever writes an object owns it", Given(_OWNERSHIP, _bucket("ObjectWriter"))),
        example("the writer may give it to the owner", Given(_OWNERSHIP, _bucket("BucketOwnerPreferred"))),
        *(
            example(
                f"a list for the delivery of logs: {type}", Given(type, {"bucket": "logs", "acl": "log-delivery-write"})
            )
            for type in (*ACLS, *BUCKETS)
        ),
        example("a grant in the bucket's own list", Given(BUCKET, {"grants": [_READER | {"permissions": ["READ"]}]})),
        example(
            "a grant beside the bucket",
            Given(
                ACLS[0],
                {
                    "bucket": "logs",
                    "accessControlPolicy": {
                        "owner": {"id": _READER["id"]},
                        "grants": [{"permission": "READ", "grantee": _READER}],
                    },
                },
            ),
        ),
    ),
)
