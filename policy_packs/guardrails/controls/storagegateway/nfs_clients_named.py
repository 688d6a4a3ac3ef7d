"""NFS file shares are for named networks, not for everybody."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ..vpc._helpers import is_internet, network

_SHARE = "aws:storagegateway/nfsFileShare:NfsFileShare"


def _check(share: Resource) -> Iterator[str]:
    clients = share.texts("clientLists")
    if is_internet([network(client, share.path("clientLists")) for client in clients]):
        named = ", ".join(clients)
        yield f"whoever reaches the gateway reads the files; got {named} in clientLists, expected your networks"


def _given(*clients: str) -> Given:
    share = {
        "clientLists": [*clients],
        "gatewayArn": "arn:aws:storagegateway:us-east-1:111122223333:gateway/sgw-0A1B2C3D",
        "locationArn": "arn:aws:s3:::example-files",
        "roleArn": "arn:aws:iam::111122223333:role/files",
    }
    return Given(_SHARE, share)


CONTROL = Control(
    id="storagegateway.nfs-clients-named",
    title="NFS file shares are for named networks, not for everybody",
    practices=("network.security-groups", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="NFS asks for no password: the list of clients is all that stands before the files.",
    fix="name the networks of the clients in clientLists",
    rules=(ResourceRule((_SHARE,), _check),),
    good=(
        example("a private network", _given("10.0.0.0/8")),
        example("an office and a host", _given("203.0.113.0/24", "10.1.2.3")),
    ),
    bad=(
        example("everybody", _given("0.0.0.0/0")),
        example("everybody in two halves", _given("0.0.0.0/1", "128.0.0.0/1")),
    ),
)
