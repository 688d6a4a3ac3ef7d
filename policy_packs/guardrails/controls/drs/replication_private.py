"""Replication of servers stays off the internet."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_TABLE = {
    "aws:drs/replicationConfigurationTemplate:ReplicationConfigurationTemplate": (
        Setting("createPublicIp", False),
        Setting("dataPlaneRouting", ("PRIVATE_IP",)),
    ),
}
_CONSEQUENCE = "the copy of each disk crosses the internet"
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, _CONSEQUENCE))


CONTROL = Control(
    id="drs.replication-private",
    title="Replication of servers stays off the internet",
    practices=("network.private-subnets",),
    severity=Severity.MEDIUM,
    why="A server of the staging area with a public address waits for connections of anybody.",
    fix="set dataPlaneRouting to PRIVATE_IP and createPublicIp to false",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
