"""Transfer servers don't speak FTP."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, example
from .._resources import Resource

_SERVER = "aws:transfer/server:Server"


def _check(server: Resource) -> Iterator[str]:
    protocols = server.texts("protocols")
    if "FTP" in protocols:
        yield f"files and passwords cross in the clear; got protocols {', '.join(protocols)}, expected none but SFTP"


CONTROL = Control(
    id="transfer.no-ftp",
    title="Transfer servers don't speak FTP",
    practices=("data.in-transit",),
    severity=Severity.HIGH,
    why="FTP sends the password and the file as they are.",
    fix="remove FTP from protocols and use SFTP, FTPS or AS2",
    rules=(ResourceRule((_SERVER,), _check),),
    detection=(ConfigRule("TRANSFER_FAMILY_SERVER_NO_FTP"), SecurityHubControl("Transfer.2")),
    frameworks={Framework.FSBP: ("Transfer.2",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_357",)},
    good=(
        example("everything omitted, which is SFTP", Given(_SERVER)),
        example("protocols that encrypt", Given(_SERVER, {"protocols": ["SFTP", "FTPS", "AS2"]})),
    ),
    bad=(
        example("FTP", Given(_SERVER, {"protocols": ["FTP"]})),
        example("FTP beside its encrypted kin", Given(_SERVER, {"protocols": ["FTPS", "FTP"]})),
    ),
)
