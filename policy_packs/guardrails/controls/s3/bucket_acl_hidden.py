"""No access control list shows itself to everybody."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._grants import COPY, LISTED, OBJECTS, granting, grants_to_groups, is_everybody
from ._helpers import ACLS, BUCKET

_TYPES = tuple(type for type in LISTED if type not in OBJECTS)


def _check(resource: Resource) -> Iterator[str]:
    yield from grants_to_groups(resource, "READ_ACP", is_everybody)


CONTROL = Control(
    id="s3.bucket-acl-hidden",
    title="No access control list shows itself to everybody",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Who reads the list knows which accounts to take over to get at the data.",
    fix="leave the access control list out and grant access by the bucket policy",
    rules=(ResourceRule(_TYPES, _check),),
    equivalents={Tool.CHECKOV: ("CKV2_AWS_43", "CKV_AWS_375")},
    good=(
        example("everything omitted", Given(BUCKET)),
        example("log delivery may look", granting("READ_ACP", "s3/LogDelivery")),
        example("everybody may read the bucket, which another control is about", granting("READ", type=ACLS[0])),
    ),
    bad=(
        *(example(f"everybody may look: {type}", granting("READ_ACP", type=type)) for type in _TYPES),
        example("full control for everybody", granting("FULL_CONTROL", type=COPY)),
        example(
            "everybody with an AWS account may look", granting("READ_ACP", "global/AuthenticatedUsers", type=ACLS[0])
        ),
    ),
)
