"""No group may change an access control list."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._grants import COPY, LISTED, OBJECTS, granting, grants_to_groups
from ._helpers import ACLS, BUCKET

_TYPES = tuple(type for type in LISTED if type not in OBJECTS)


def _check(resource: Resource) -> Iterator[str]:
    # Log delivery writes objects and reads the list; no group of S3's has to write the list.
    yield from grants_to_groups(resource, "WRITE_ACP", bool)


CONTROL = Control(
    id="s3.bucket-acl-changed-by-owner",
    title="No group may change an access control list",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Who may write the list gives themselves every other permission.",
    fix="leave the access control list out and grant access by the bucket policy",
    rules=(ResourceRule(_TYPES, _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_43",)},
    good=(
        example("everything omitted", Given(BUCKET)),
        example("log delivery may write objects", granting("WRITE", "s3/LogDelivery", type=ACLS[0])),
        example("everybody may read the bucket, which another control is about", granting("READ")),
        example("an account may change it", Given(BUCKET, {"grants": [{"id": "c1da", "permissions": ["WRITE_ACP"]}]})),
    ),
    bad=(
        *(
            example(f"log delivery may change it: {type}", granting("WRITE_ACP", "s3/LogDelivery", type))
            for type in _TYPES
        ),
        example("everybody may change it", granting("WRITE_ACP")),
        example("full control for a group", granting("FULL_CONTROL", "s3/LogDelivery", COPY)),
    ),
)
