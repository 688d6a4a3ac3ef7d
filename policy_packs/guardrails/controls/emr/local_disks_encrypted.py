"""EMR encrypts the local disks of clusters."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CONFIGURATION, at_rest


def _check(configuration: Resource) -> Iterator[str]:
    disks = at_rest(configuration, "LocalDiskEncryptionConfiguration")
    if not disks.text("EncryptionKeyProviderType"):
        path = disks.path("EncryptionKeyProviderType")
        yield f"disks of nodes are in the clear; got no {path}, expected AwsKms or Custom"


def _given(provider: str | None, on: bool = True) -> Given:
    disks = {"EncryptionKeyProviderType": provider, "AwsKmsKey": "alias/emr"} if provider is not None else {}
    rest = {"S3EncryptionConfiguration": {"EncryptionMode": "SSE-S3"}, "LocalDiskEncryptionConfiguration": disks}
    said = {"EnableAtRestEncryption": on, "AtRestEncryptionConfiguration": rest}
    return Given(CONFIGURATION, {"configuration": {"EncryptionConfiguration": said}})


CONTROL = Control(
    id="emr.local-disks-encrypted",
    title="EMR encrypts the local disks of clusters",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="Intermediate results of every job stay on the disks until their nodes are gone.",
    fix="name a key in LocalDiskEncryptionConfiguration of AtRestEncryptionConfiguration",
    rules=(ResourceRule((CONFIGURATION,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_349",), Tool.TRIVY: ("AWS-0139",)},
    good=(example("a key of KMS", _given("AwsKms")), example("keys from elsewhere", _given("Custom"))),
    bad=(
        example("nothing is said", Given(CONFIGURATION, {"configuration": {}})),
        example("only objects", _given(None)),
        example("an empty text", _given("")),
        example("encryption at rest is off", _given("AwsKms", on=False)),
    ),
)
