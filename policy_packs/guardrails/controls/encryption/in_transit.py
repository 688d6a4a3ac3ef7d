"""What AWS carries between systems is encrypted on the way, in services without a control of their own for it."""

from collections.abc import Iterator

from .._model import Control, ResourceRule, Severity
from .._properties import each
from .._resources import Resource
from .._settings import Setting, examples

_SSL_MODES = (
    "docDbSettings",
    "ibmDb2LuwSettings",
    "ibmDb2ZosSettings",
    "mariaDbSettings",
    "microsoftSqlServerSettings",
    "mongoDbSettings",
    "mysqlSettings",
    "oracleSettings",
    "postgresqlSettings",
    "sybaseAseSettings",
)
_TABLE = {
    "aws:chime/voiceConnector:VoiceConnector": (Setting("requireEncryption", True),),
    "aws:codebuild/project:Project": (
        Setting("source?.insecureSsl", False),
        Setting("secondarySources[].insecureSsl", False),
    ),
    "aws:datasync/efsLocation:EfsLocation": (Setting("inTransitEncryption", ("TLS1_2",)),),
    "aws:datasync/locationHdfs:LocationHdfs": (
        Setting("qopConfiguration.dataTransferProtection", ("PRIVACY",), unset="PRIVACY"),
        Setting("qopConfiguration.rpcProtection", ("PRIVACY",), unset="PRIVACY"),
    ),
    "aws:datasync/locationObjectStorage:LocationObjectStorage": (Setting("serverProtocol", ("HTTPS",), unset="HTTPS"),),
    "aws:dms/dataProvider:DataProvider": tuple(
        Setting(f"settings.{database}?.sslMode", ("require", "verify-ca", "verify-full")) for database in _SSL_MODES
    ),
    "aws:quicksight/dataSource:DataSource": (Setting("sslProperties.disableSsl", False),),
    "aws:transfer/connector:Connector": (
        Setting("as2Config?.encryptionAlgorithm", ("AES128_CBC", "AES192_CBC", "AES256_CBC")),
    ),
}
_GOOD, _BAD = examples(_TABLE)


def _check(resource: Resource) -> Iterator[str]:
    consequence = "everybody on the way can read and change what is sent"
    yield from each(_TABLE[resource.type], lambda setting: setting.problems(resource, consequence))


CONTROL = Control(
    id="encryption.in-transit",
    title="What AWS carries between systems is encrypted on the way",
    practices=("data.in-transit",),
    severity=Severity.MEDIUM,
    why="What crosses a network in the clear is read and changed by everybody who is on the way, without a trace.",
    fix="have the service use TLS, and check the other side's certificate",
    rules=(ResourceRule(tuple(_TABLE), _check),),
    good=_GOOD,
    bad=_BAD,
)
