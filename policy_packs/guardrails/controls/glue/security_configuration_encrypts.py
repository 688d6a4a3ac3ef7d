"""Security configurations of Glue encrypt all that jobs write: data, logs and bookmarks."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import CONFIGURATION

_PARTS = {
    "cloudwatchEncryption": ("cloudwatchEncryptionMode", "SSE-KMS"),
    "jobBookmarksEncryption": ("jobBookmarksEncryptionMode", "CSE-KMS"),
    "s3Encryption": ("s3EncryptionMode", "SSE-KMS"),
}


def _check(configuration: Resource) -> Iterator[str]:
    for part, (name, expected) in _PARTS.items():
        block = configuration.block("encryptionConfiguration").block(part)
        mode = block.text(name, default="DISABLED")
        if mode == "DISABLED":
            yield f"jobs write in the clear; got {block.path(name)} DISABLED, expected {expected}"


def _given(**changes: str | None) -> Given:
    parts = {part: {name: changes.get(part, mode)} for part, (name, mode) in _PARTS.items()}
    return Given(CONFIGURATION, {"name": "encrypted", "encryptionConfiguration": parts})


CONTROL = Control(
    id="glue.security-configuration-encrypts",
    title="Security configurations of Glue encrypt all that jobs write: data, logs and bookmarks",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A job that carries a security configuration looks safe whatever the configuration says.",
    fix="set the mode of each part of encryptionConfiguration and name its key",
    rules=(ResourceRule((CONFIGURATION,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_99",)},
    good=(
        example("all of them", _given()),
        example("objects under S3's own key", _given(s3Encryption="SSE-S3")),
    ),
    bad=(
        example("everything omitted", Given(CONFIGURATION, {"encryptionConfiguration": {}})),
        *(example(f"{part} off", _given(**{part: "DISABLED"})) for part in _PARTS),
        *(example(f"{part} not said", _given(**{part: None})) for part in _PARTS),
    ),
)
