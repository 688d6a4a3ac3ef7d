"""Copies of database snapshots are encrypted under a key of one's own."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CLUSTER_SNAPSHOT_COPY, SNAPSHOT_COPY


def _check(copy: Resource) -> Iterator[str]:
    if copy.is_known("kmsKeyId") and not copy.text("kmsKeyId"):
        yield "the copy is encrypted as its source is, or not at all; got no kmsKeyId, expected the ARN of a key"


_COPY = {"sourceDbSnapshotIdentifier": "orders-before", "targetDbSnapshotIdentifier": "orders-copy"}
_CLUSTER_COPY = {
    "sourceDbClusterSnapshotIdentifier": "orders-before",
    "targetDbClusterSnapshotIdentifier": "orders-copy",
}
_KEY = {"kmsKeyId": "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11"}

CONTROL = Control(
    id="rds.snapshot-copy-encrypted",
    title="Copies of database snapshots are encrypted under a key of one's own",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.MEDIUM,
    why="A copy is what leaves the account or the region, and it is only as closed as its key.",
    fix="set kmsKeyId to the ARN of a key of your own",
    rules=(ResourceRule((SNAPSHOT_COPY, CLUSTER_SNAPSHOT_COPY), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_266",)},
    good=(
        example("a key of one's own", Given(SNAPSHOT_COPY, _COPY | _KEY)),
        example(
            "a key of the same program",
            Given("aws:kms/key:Key", name="key"),
            Given(SNAPSHOT_COPY, _COPY | {"kmsKeyId": Ref("key", "arn")}),
        ),
        example("a key of one's own for a cluster's", Given(CLUSTER_SNAPSHOT_COPY, _CLUSTER_COPY | _KEY)),
    ),
    bad=(
        example("everything omitted that may be", Given(SNAPSHOT_COPY, _COPY)),
        example("an empty key", Given(SNAPSHOT_COPY, _COPY | {"kmsKeyId": ""})),
        example("a cluster's without a key", Given(CLUSTER_SNAPSHOT_COPY, _CLUSTER_COPY)),
    ),
)
