"""EMR encrypts objects under keys that their account manages."""

from collections.abc import Iterator

from .._frameworks import Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import CONFIGURATION, at_rest

_OWN = ("SSE-KMS", "CSE-KMS", "CSE-Custom")


def _check(configuration: Resource) -> Iterator[str]:
    objects = at_rest(configuration, "S3EncryptionConfiguration")
    mode = objects.text("EncryptionMode", default="missing")
    if mode not in _OWN:
        path = objects.path("EncryptionMode")
        yield f"objects aren't under a key of yours; got {path} {mode}, expected {', '.join(_OWN)}"


def _given(mode: str, on: bool = True) -> Given:
    rest = {"S3EncryptionConfiguration": {"EncryptionMode": mode, "AwsKmsKey": "alias/emr"}}
    said = {"EnableAtRestEncryption": on, "AtRestEncryptionConfiguration": rest}
    return Given(CONFIGURATION, {"configuration": {"EncryptionConfiguration": said}})


CONTROL = Control(
    id="emr.objects-under-own-key",
    title="EMR encrypts objects under keys that their account manages",
    practices=("data.kms", "data.at-rest"),
    severity=Severity.LOW,
    why="Under S3's own key, who may read the object reads the data; no second policy and no log of it.",
    fix="set EncryptionMode of S3EncryptionConfiguration to SSE-KMS and name the key",
    rules=(ResourceRule((CONFIGURATION,), _check),),
    tier=Tier.REGULATED,
    equivalents={Tool.CHECKOV: ("CKV_AWS_171",)},
    good=tuple(example(mode, _given(mode)) for mode in _OWN),
    bad=(
        example("nothing is said", Given(CONFIGURATION, {"configuration": {}})),
        example("S3's own key", _given("SSE-S3")),
        example("encryption at rest is off", _given("SSE-KMS", on=False)),
    ),
)
