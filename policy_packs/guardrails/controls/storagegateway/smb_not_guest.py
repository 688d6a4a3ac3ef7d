"""SMB file shares ask who is there."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_SHARE = "aws:storagegateway/smbFileShare:SmbFileShare"


def _check(share: Resource) -> Iterator[str]:
    if share.text("authentication") == "GuestAccess":
        yield "one shared password opens all files; got authentication GuestAccess, expected ActiveDirectory"


_FILES = {
    "gatewayArn": "arn:aws:storagegateway:us-east-1:111122223333:gateway/sgw-0A1B2C3D",
    "locationArn": "arn:aws:s3:::example-files",
    "roleArn": "arn:aws:iam::111122223333:role/files",
}

CONTROL = Control(
    id="storagegateway.smb-not-guest",
    title="SMB file shares ask who is there",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="With the guest's password, nobody can be told from anybody, or be shut out.",
    fix="join the gateway to a directory and set authentication to ActiveDirectory",
    rules=(ResourceRule((_SHARE,), _check),),
    good=(
        example("everything omitted that may be", Given(_SHARE, _FILES)),
        example("a directory", Given(_SHARE, _FILES | {"authentication": "ActiveDirectory"})),
    ),
    bad=(example("guests", Given(_SHARE, _FILES | {"authentication": "GuestAccess"})),),
)
