"""EMR encrypts the whole volumes of clusters, their root included.

Source: EMR management guide, "Local disk encryption": without it, only what Hadoop writes is encrypted.
"""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CONFIGURATION, at_rest


def _check(configuration: Resource) -> Iterator[str]:
    disks = at_rest(configuration, "LocalDiskEncryptionConfiguration")
    if not disks.flag("EnableEbsEncryption"):
        yield f"root volumes are in the clear; got {disks.path('EnableEbsEncryption')} false, expected true"


def _given(ebs: bool | None, on: bool = True) -> Given:
    disks = {"EncryptionKeyProviderType": "AwsKms", "AwsKmsKey": "alias/emr"}
    disks_said = disks if ebs is None else disks | {"EnableEbsEncryption": ebs}
    said = {
        "EnableAtRestEncryption": on,
        "AtRestEncryptionConfiguration": {"LocalDiskEncryptionConfiguration": disks_said},
    }
    return Given(CONFIGURATION, {"configuration": {"EncryptionConfiguration": said}})


CONTROL = Control(
    id="emr.volumes-encrypted",
    title="EMR encrypts the whole volumes of clusters, their root included",
    practices=("data.at-rest",),
    severity=Severity.LOW,
    why="Logs and temporary files beside Hadoop's own hold the same data.",
    fix="set EnableEbsEncryption of LocalDiskEncryptionConfiguration to true",
    rules=(ResourceRule((CONFIGURATION,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_350",)},
    good=(example("encrypted", _given(ebs=True)),),
    bad=(
        example("nothing is said", Given(CONFIGURATION, {"configuration": {}})),
        example("not said of volumes", _given(ebs=None)),
        example("off", _given(ebs=False)),
        example("encryption at rest is off", _given(ebs=True, on=False)),
    ),
)
