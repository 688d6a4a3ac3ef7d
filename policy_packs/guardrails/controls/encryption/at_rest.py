"""What a service stores is encrypted where it can be told not to, in services without a control of their own for it."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:cleanrooms/collaboration:Collaboration": (Setting("dataEncryptionMetadata?.allowClearText", False),),
    "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": (
        Setting("ebsEncryption", ("CUSTOM", "DEFAULT")),
    ),
}
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    consequence = "who gets hold of the storage reads the data"
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, consequence))


CONTROL = Control(
    id="encryption.at-rest",
    title="What a service stores is encrypted where it can be told not to",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Copies, backups and disks outlive the access rules of the system that wrote them.",
    fix="leave encryption on",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
