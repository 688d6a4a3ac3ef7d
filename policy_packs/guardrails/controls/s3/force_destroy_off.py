"""Buckets are not destroyed with their content."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import BUCKET, BUCKETS

_DIRECTORY = "aws:s3/directoryBucket:DirectoryBucket"
_TABLES = "aws:s3tables/tableBucket:TableBucket"
_VECTORS = "aws:s3/vectorsVectorBucket:VectorsVectorBucket"
_TYPES = (*BUCKETS, _DIRECTORY, _TABLES, _VECTORS)


def _check(bucket: Resource) -> Iterator[str]:
    if bucket.flag("forceDestroy"):
        yield "the bucket is destroyed with all that it holds; got forceDestroy true, expected false"


def _mend(bucket: Resource) -> dict[str, bool]:
    return {"forceDestroy": False} if bucket.flag("forceDestroy") else {}


CONTROL = Control(
    id="s3.force-destroy-off",
    title="Buckets are not destroyed with their content",
    practices=("data.at-rest", "response.plan"),
    severity=Severity.MEDIUM,
    why="One renamed resource deletes every object and every version with the bucket, and nothing brings them back.",
    fix="leave forceDestroy out and empty a bucket by hand before it goes",
    rules=(ResourceRule(_TYPES, _check, _mend),),
    good=(
        *(example(f"everything omitted: {type}", Given(type)) for type in _TYPES),
        example("off", Given(BUCKET, {"forceDestroy": False})),
    ),
    bad=tuple(example(f"on: {type}", Given(type, {"forceDestroy": True})) for type in _TYPES),
)
