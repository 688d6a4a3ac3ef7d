"""No access control list lets everybody write to a bucket."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._grants import LISTED, OBJECTS, granting, grants_to_groups, is_everybody
from ._helpers import ACLS, BUCKET

_PUBLIC = "public-read-write"


def _check(resource: Resource) -> Iterator[str]:
    if resource.text("acl") == _PUBLIC:
        yield f"the access control list lets everybody write; got {_PUBLIC}, expected private"
    yield from grants_to_groups(resource, "WRITE", is_everybody)


def _mend(resource: Resource) -> dict[str, str]:
    return {"acl": "private"} if resource.text("acl") == _PUBLIC else {}


CONTROL = Control(
    id="s3.bucket-acl-no-public-write",
    title="No access control list lets everybody write to a bucket",
    practices=("network.private-subnets", "iam.least-privilege", "advisor.trusted-advisor"),
    severity=Severity.CRITICAL,
    why="Where everybody writes, somebody stores what the owner answers and pays for, or replaces what readers trust.",
    fix="leave the access control list out and grant access by the bucket policy",
    rules=(ResourceRule(LISTED, _check, _mend),),
    detection=(ConfigRule("S3_BUCKET_PUBLIC_WRITE_PROHIBITED"), SecurityHubControl("S3.3")),
    answer="block-public-bucket",
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("S3.3",)},
    equivalents={Tool.CHECKOV: ("CKV2_AWS_43", "CKV_AWS_57")},
    good=(
        example("everything omitted", Given(BUCKET)),
        example("a private list", Given(ACLS[0], {"bucket": "logs", "acl": "private"})),
        example("log delivery may write", granting("WRITE", "s3/LogDelivery")),
        example("everybody may read, which another control is about", granting("READ")),
        example("a public list to read", Given(BUCKET, {"acl": "public-read"})),
    ),
    bad=(
        example("a public list", Given(BUCKET, {"acl": _PUBLIC})),
        *(
            example(f"a public object: {type}", Given(type, {"bucket": "logs", "key": "a.csv", "acl": _PUBLIC}))
            for type in OBJECTS
        ),
        *(
            example(f"a grant to everybody: {type}", granting("WRITE", type=type))
            for type in LISTED
            if type not in OBJECTS
        ),
        example("full control for everybody", granting("FULL_CONTROL")),
        example("a grant to everybody with an AWS account", granting("WRITE", "global/AuthenticatedUsers")),
    ),
)
