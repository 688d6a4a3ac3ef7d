"""Channels write private objects."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_CHANNEL = "aws:medialive/channel:Channel"
_OPEN = ("AUTHENTICATED_READ", "PUBLIC_READ")


def _check(channel: Resource) -> Iterator[str]:
    for path, value in channel.strings():
        if path.endswith(".cannedAcl") and value in _OPEN:
            yield f"strangers can read the recording; got {path} {value}, expected BUCKET_OWNER_FULL_CONTROL"


def _given(acl: str | None) -> Given:
    cdn = [{"archiveS3Settings": {"cannedAcl": acl}}]
    archive = [{"destination": {"destinationRefId": "archive"}, "archiveCdnSettings": cdn[0]}]
    group = {"outputGroupSettings": {"archiveGroupSettings": archive}, "outputs": []}
    return Given(_CHANNEL, {"encoderSettings": {"outputGroups": [group]}})


CONTROL = Control(
    id="medialive.objects-private",
    title="Channels write private objects",
    practices=("data.at-rest", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="A canned list for everybody on each object opens a bucket whose policy is closed.",
    fix="leave cannedAcl out, and let a distribution show what is meant for everybody",
    rules=(ResourceRule((_CHANNEL,), _check),),
    good=(
        example("everything omitted", Given(_CHANNEL)),
        example("no list", _given(None)),
        example("a name", Given(_CHANNEL, {"name": "PUBLIC_READ"})),
        example("the owner's", _given("BUCKET_OWNER_FULL_CONTROL")),
    ),
    bad=tuple(example(acl, _given(acl)) for acl in _OPEN),
)
