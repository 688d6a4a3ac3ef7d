"""Copied and imported snapshots are encrypted with a key of yours."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._resources import Resource

_COPY = "aws:ebs/snapshotCopy:SnapshotCopy"
_IMPORT = "aws:ebs/snapshotImport:SnapshotImport"


def _check(snapshot: Resource) -> Iterator[str]:
    if not snapshot.flag("encrypted"):
        yield "the snapshot is stored in the clear; got encrypted false, expected true"
    if "kmsKeyId" not in snapshot:
        yield "no other account can restore the snapshot; got no kmsKeyId, expected a key of yours"


_KEY = Given("aws:kms/key:Key", {"enableKeyRotation": True}, name="key")
_SOURCE = {"sourceRegion": "us-east-1", "sourceSnapshotId": "snap-0a1b2c3d"}
_DISK = {"diskContainer": {"format": "VHD", "userBucket": {"s3Bucket": "disks", "s3Key": "web.vhd"}}}
_ENCRYPTED = {"encrypted": True, "kmsKeyId": Ref("key", "arn")}

CONTROL = Control(
    id="ebs.snapshot-copy-encrypted",
    title="Copied and imported snapshots are encrypted with a key of yours",
    practices=("data.at-rest", "data.kms"),
    severity=Severity.MEDIUM,
    why="A copy is the moment to encrypt what was in the clear; with AWS's key it can't leave its account in need.",
    fix="set encrypted to true and kmsKeyId to a customer-managed key",
    rules=(ResourceRule((_COPY, _IMPORT), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_183",)},
    good=(
        example("an encrypted copy", _KEY, Given(_COPY, {**_SOURCE, **_ENCRYPTED})),
        example("an encrypted import", _KEY, Given(_IMPORT, {**_DISK, **_ENCRYPTED})),
    ),
    bad=(
        example("a copy with everything omitted but the source", Given(_COPY, _SOURCE)),
        example("an import with everything omitted but the disk", Given(_IMPORT, _DISK)),
        example("a copy in the clear", Given(_COPY, {**_SOURCE, "encrypted": False, "kmsKeyId": "alias/snapshots"})),
        example("a copy with AWS's key", Given(_COPY, {**_SOURCE, "encrypted": True})),
    ),
)
