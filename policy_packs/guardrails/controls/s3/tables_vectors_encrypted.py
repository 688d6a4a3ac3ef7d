"""Table and vector buckets are encrypted with a key of yours."""

from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import either

_TABLES = "aws:s3tables/tableBucket:TableBucket"
_VECTORS = "aws:s3/vectorsVectorBucket:VectorsVectorBucket"
# What stands in such a bucket is encrypted as the bucket is, unless it says otherwise.
_CONTENT = ("aws:s3tables/table:Table", "aws:s3/vectorsIndex:VectorsIndex")
_NAMES = ("encryptionConfiguration", "encryptionConfigurations")


def _check(bucket: Resource) -> Iterator[str]:
    if not any(block.text("kmsKeyArn") for block in either(bucket, *_NAMES)):
        yield "the bucket is encrypted with a key of AWS's; got no kmsKeyArn, expected the ARN of a key of yours"


def _check_content(content: Resource) -> Iterator[str]:
    for block in either(content, *_NAMES):
        if not block.text("kmsKeyArn"):
            yield f"a key of AWS's replaces that of the bucket; got {block.path()} without kmsKeyArn, expected one"


_KEY = Given("aws:kms/key:Key", {"enableKeyRotation": True}, name="key")
_ENCRYPTED = {"sseAlgorithm": "aws:kms", "kmsKeyArn": Ref("key", "arn")}
_TABLE = {
    "name": "orders",
    "namespace": "sales",
    "tableBucketArn": "arn:aws:s3tables:us-east-1:111122223333:bucket/sales",
}

CONTROL = Control(
    id="s3.tables-vectors-encrypted",
    title="Table and vector buckets are encrypted with a key of yours",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.LOW,
    why="A key of AWS's has no policy of yours: it can't be narrowed, shared with an account or withdrawn.",
    fix="set kmsKeyArn of the bucket's encryption to a customer-managed key",
    tier=Tier.REGULATED,
    rules=(ResourceRule((_TABLES, _VECTORS), _check), ResourceRule(_CONTENT, _check_content)),
    good=(
        example("tables with a key", _KEY, Given(_TABLES, {"name": "sales", "encryptionConfiguration": _ENCRYPTED})),
        example(
            "vectors with a key",
            _KEY,
            Given(
                _VECTORS,
                {
                    "vectorBucketName": "sales",
                    "encryptionConfigurations": [{"sseType": "aws:kms", "kmsKeyArn": Ref("key", "arn")}],
                },
            ),
        ),
        *(example(f"encrypted as its bucket: {type}", Given(type)) for type in _CONTENT),
        example(
            "a table with a key of its own", _KEY, Given(_CONTENT[0], {**_TABLE, "encryptionConfiguration": _ENCRYPTED})
        ),
    ),
    bad=(
        *(example(f"everything omitted: {type}", Given(type)) for type in (_TABLES, _VECTORS)),
        example(
            "tables with S3's own key",
            Given(_TABLES, {"name": "sales", "encryptionConfiguration": {"sseAlgorithm": "AES256"}}),
        ),
        example(
            "a table with S3's own key",
            Given(_CONTENT[0], {**_TABLE, "encryptionConfiguration": {"sseAlgorithm": "AES256"}}),
        ),
        example(
            "an index with S3's own key",
            Given(_CONTENT[1], {"indexName": "orders", "encryptionConfigurations": [{"sseType": "AES256"}]}),
        ),
    ),
)
