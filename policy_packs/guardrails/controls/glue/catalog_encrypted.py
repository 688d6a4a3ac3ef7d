"""Glue encrypts the data catalog."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CATALOG

_MODES = ("SSE-KMS", "SSE-KMS-WITH-SERVICE-ROLE")


def _check(catalog: Resource) -> Iterator[str]:
    rest = catalog.block("dataCatalogEncryptionSettings").block("encryptionAtRest")
    mode = rest.text("catalogEncryptionMode", default="DISABLED")
    if mode not in _MODES:
        yield f"the catalog is in the clear; got {rest.path('catalogEncryptionMode')} {mode}, expected SSE-KMS"


def _given(**rest: str) -> Given:
    return Given(CATALOG, {"dataCatalogEncryptionSettings": {"encryptionAtRest": rest}})


CONTROL = Control(
    id="glue.catalog-encrypted",
    title="Glue encrypts the data catalog",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="The catalog says which data there is, where, and in which columns the secrets are.",
    fix="set encryptionAtRest.catalogEncryptionMode to SSE-KMS and name the key",
    rules=(ResourceRule((CATALOG,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_94",)},
    good=tuple(example(mode, _given(catalogEncryptionMode=mode)) for mode in _MODES),
    bad=(
        example("everything omitted", Given(CATALOG, {"dataCatalogEncryptionSettings": {}})),
        example("off", _given(catalogEncryptionMode="DISABLED")),
    ),
)
