"""File shares write private objects."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

# The others let in everybody, or everybody who has an account with AWS.
_PRIVATE = ("aws-exec-read", "bucket-owner-full-control", "bucket-owner-read", "private")
_TABLE = {
    "aws:storagegateway/nfsFileShare:NfsFileShare": (Setting("objectAcl", _PRIVATE, unset="private"),),
    "aws:storagegateway/smbFileShare:SmbFileShare": (Setting("objectAcl", _PRIVATE, unset="private"),),
}
_CONSEQUENCE = "strangers can read what the share writes"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="storagegateway.objects-private",
    title="File shares write private objects",
    practices=(
        "data.at-rest",
        "iam.least-privilege",
    ),
    severity=Severity.HIGH,
    why="A canned list for everybody on each object opens a bucket whose policy is closed.",
    fix="leave objectAcl out, or use private or bucket-owner-full-control",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
