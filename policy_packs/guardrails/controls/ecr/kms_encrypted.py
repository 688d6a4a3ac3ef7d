"""Images are encrypted under a key in KMS, so that CloudTrail shows who reads them."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_TYPES = ("aws:ecr/repository:Repository", "aws:ecr/repositoryCreationTemplate:RepositoryCreationTemplate")
_KMS = ("KMS", "KMS_DSSE")


def _check(repository: Resource) -> Iterator[str]:
    kind = repository.block("encryptionConfigurations").text("encryptionType", default="AES256")
    if kind not in _KMS:
        yield f"nothing shows who decrypts the images; got encryptionType {kind}, expected {' or '.join(_KMS)}"


def _given(type: str, kind: str) -> Given:
    return Given(type, {"encryptionConfigurations": [{"encryptionType": kind}]})


CONTROL = Control(
    id="ecr.kms-encrypted",
    title="Images are encrypted under a key in KMS",
    practices=("data.kms", "data.at-rest"),
    severity=Severity.LOW,
    why="Under a key of the registry's own, no use of it is logged and no key policy can stop one.",
    fix="set encryptionType to KMS in encryptionConfigurations, in a new repository",
    tier=Tier.REGULATED,
    rules=(ResourceRule(_TYPES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_136",)},
    good=tuple(example(f"{kind}, {type}", _given(type, kind)) for kind in _KMS for type in _TYPES),
    bad=(
        *(example(f"everything omitted, {type}", Given(type)) for type in _TYPES),
        *(example(f"another key, {type}", _given(type, "AES256")) for type in _TYPES),
    ),
)
