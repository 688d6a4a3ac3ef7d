"""Access control lists: what they give to everybody, or to any group."""

from collections.abc import Callable, Iterator

from .._model import Given
from .._properties import Block, each
from .._resources import Resource
from ._helpers import ACLS, BUCKET, BUCKETS

OBJECTS = ("aws:s3/bucketObjectv2:BucketObjectv2", "aws:s3/bucketObject:BucketObject")
COPY = "aws:s3/objectCopy:ObjectCopy"
LISTED = (*BUCKETS, *ACLS, *OBJECTS, COPY)

_EVERYBODY = ("/AllUsers", "/AuthenticatedUsers")
_CANONICAL_ID = "c1daexampleaaf850ea79cf0430f33d72579fd1611c97f7ded193374c0b163b6"


def grants_to_groups(resource: Resource, permission: str, is_meant: Callable[[str], bool]) -> Iterator[str]:
    """A message for each grant of the permission to a group that is meant; a group is a URI, an account has none.

    FULL_CONTROL has every permission in it.
    """

    def check(grant: Block) -> Iterator[str]:
        grantee = grant.block("grantee") if "grantee" in grant else grant
        uri = grantee.text("uri")
        if is_meant(uri):
            given = [*grant.texts("permission"), *grant.texts("permissions")]
            if permission in given or "FULL_CONTROL" in given:
                yield f"{grantee.path()} has {', '.join(given)}; got {uri}, expected a single account, if anybody"

    yield from each([*resource.blocks("grants"), *resource.block("accessControlPolicy").blocks("grants")], check)


def is_everybody(uri: str) -> bool:
    """Whether the group is everybody, with or without an account of AWS's."""
    return uri.endswith(_EVERYBODY)


def group(name: str) -> str:
    """The URI of a group, for examples."""
    return f"http://acs.amazonaws.com/groups/{name}"


def granting(permission: str, to: str = "global/AllUsers", type: str = BUCKET) -> Given:
    """An example: a bucket, or a list of one, by which a group has a permission."""
    if type in BUCKETS:
        return Given(type, {"grants": [{"type": "Group", "permissions": [permission], "uri": group(to)}]})
    if type == COPY:
        grants = [{"type": "Group", "permissions": [permission], "uri": group(to)}]
        return Given(type, {"bucket": "logs", "key": "a.csv", "source": "drafts/a.csv", "grants": grants})
    owner = {"grantee": {"type": "CanonicalUser", "id": _CANONICAL_ID}, "permission": "FULL_CONTROL"}
    grant = {"grantee": {"type": "Group", "uri": group(to)}, "permission": permission}
    return Given(
        type,
        {"bucket": "logs", "accessControlPolicy": {"owner": {"id": _CANONICAL_ID}, "grants": [owner, grant]}},
    )
