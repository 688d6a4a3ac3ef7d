"""Glue encrypts the passwords of connections."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CATALOG


def _check(catalog: Resource) -> Iterator[str]:
    passwords = catalog.block("dataCatalogEncryptionSettings").block("connectionPasswordEncryption")
    if not passwords.flag("returnConnectionPasswordEncrypted"):
        path = passwords.path("returnConnectionPasswordEncrypted")
        yield f"who reads a connection reads its password; got {path} false, expected true"


def _given(**passwords: object) -> Given:
    return Given(CATALOG, {"dataCatalogEncryptionSettings": {"connectionPasswordEncryption": passwords}})


CONTROL = Control(
    id="glue.connection-passwords-encrypted",
    title="Glue encrypts the passwords of connections",
    practices=("application.secrets", "data.at-rest"),
    severity=Severity.MEDIUM,
    why="Everybody with glue:GetConnection gets the passwords of the databases otherwise.",
    fix="set connectionPasswordEncryption.returnConnectionPasswordEncrypted to true and name the key",
    rules=(ResourceRule((CATALOG,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_94",)},
    good=(example("encrypted", _given(returnConnectionPasswordEncrypted=True, awsKmsKeyId="alias/glue")),),
    bad=(
        example("everything omitted", Given(CATALOG, {"dataCatalogEncryptionSettings": {}})),
        example("off", _given(returnConnectionPasswordEncrypted=False)),
    ),
)
