"""What nobody can afford to lose carries Pulumi's protect option.

The engine never asks a pack about a deletion, so the option is what stands between a mistake and the loss. Accounts are
judged by organizations.account-protected.
"""

from collections.abc import Iterator

from .._model import ANY_TYPE, Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource

_BUCKETS = ("aws:s3/bucket:Bucket", "aws:s3/bucketV2:BucketV2")
_KEY = "aws:kms/key:Key"
_TYPES = [
    "aws:cloudtrail/trail:Trail",
    _KEY,
    "aws:kms/replicaKey:ReplicaKey",
    "aws:organizations/organization:Organization",
    "aws:organizations/organizationalUnit:OrganizationalUnit",
]


def _reason(resource: Resource) -> str:
    """What makes the resource one that nobody can afford to lose; empty when nothing does."""
    if resource.type in resource.parameters["types"]:
        return resource.type
    wanted = resource.parameters["tags"]
    if resource.type.startswith("aws:"):
        tags = resource.block("tagsAll" if "tagsAll" in resource else "tags")
        if found := [f"{key} {value}" for key, value in wanted.items() if tags.text(key) == value]:
            return f"the tag {found[0]}"
    if resource.type in _BUCKETS and resource.flag("objectLockEnabled"):
        return "objectLockEnabled true"
    return ""


def _check(resource: Resource) -> Iterator[str]:
    if not resource.protect and (reason := _reason(resource)):
        yield f"one mistaken destroy ends it; got {reason} without the protect option, expected it on"


_ARCHIVE = {"bucket": "archive", "objectLockEnabled": True}
_TAGGED = {"hashKey": "id", "attributes": [{"name": "id", "type": "S"}]}
_TABLE = "aws:dynamodb/table:Table"

CONTROL = Control(
    id="pulumi.protect-critical",
    title="What nobody can afford to lose carries Pulumi's protect option",
    practices=("response.plan", "account.organizations"),
    severity=Severity.LOW,
    why="A rename, a wrong stack or a careless destroy deletes keys and archives that nothing brings back.",
    fix="set the resource option protect",
    rules=(ResourceRule((ANY_TYPE,), _check),),
    parameters={
        "types": Parameter(
            _TYPES,
            {"type": "array", "items": {"type": "string"}, "description": "The type tokens that must be protected."},
        ),
        "tags": Parameter(
            {},
            {
                "type": "object",
                "additionalProperties": {"type": "string"},
                "description": "Tags, by key and value, of which each one asks for protection.",
            },
        ),
    },
    good=(
        example("a protected key", Given(_KEY, protect=True)),
        example("another type", Given("aws:kms/alias:Alias", {"targetKeyId": "a"})),
        example("an ordinary bucket", Given(_BUCKETS[0], {"bucket": "a", "objectLockEnabled": False})),
        example("a bucket with lock, protected", Given(_BUCKETS[0], _ARCHIVE, protect=True)),
        example("an object lock of something else", Given("app:index:Archive", {"objectLockEnabled": True})),
        example("a type that the configuration leaves out", Given(_KEY), types=[]),
        example("another tag", Given(_TABLE, _TAGGED | {"tags": {"data": "cache"}}), tags={"data": "ledger"}),
        example("another provider's tag", Given("gcp:storage/bucket:Bucket", {"tags": {"a": "b"}}), tags={"a": "b"}),
        example("a tag that was changed", Given(_BUCKETS[1], {"tags": {"a": "b"}, "tagsAll": {}}), tags={"a": "b"}),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        *(example(f"object lock: {type}", Given(type, _ARCHIVE)) for type in _BUCKETS),
        example("a type of the configuration", Given(_TABLE, _TAGGED), types=[_TABLE]),
        example("a tag", Given(_TABLE, _TAGGED | {"tags": {"data": "ledger"}}), tags={"a": "b", "data": "ledger"}),
        example("a tag of the provider's", Given(_BUCKETS[1], {"tagsAll": {"data": "a"}}), tags={"data": "a"}),
    ),
)
