"""Data streams are encrypted at rest."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import ConfigRule, Control, Given, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource

_STREAM = "aws:kinesis/stream:Stream"


def _check(stream: Resource) -> Iterator[str]:
    type = stream.text("encryptionType", default="NONE")
    if type != "KMS":
        yield f"records are stored in the clear; got encryptionType {type}, expected KMS"


def _mend(stream: Resource) -> dict[str, str]:
    if not any(_check(stream)):
        return {}
    return {"encryptionType": "KMS"} | ({} if "kmsKeyId" in stream else {"kmsKeyId": "alias/aws/kinesis"})


CONTROL = Control(
    id="kinesis.stream-encrypted",
    title="Data streams are encrypted at rest",
    practices=("data.at-rest",),
    severity=Severity.MEDIUM,
    why="A stream keeps every record that went through it for a day to a year.",
    fix="set encryptionType to KMS and kmsKeyId to a key, be it alias/aws/kinesis",
    rules=(ResourceRule((_STREAM,), _check, _mend),),
    detection=(ConfigRule("KINESIS_STREAM_ENCRYPTED"), SecurityHubControl("Kinesis.1")),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("Kinesis.1",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_43",),
        Tool.CONTROL_TOWER: ("KINESIS.PR.1",),
        Tool.TRIVY: ("AWS-0064",),
    },
    good=(example("encrypted", Given(_STREAM, {"encryptionType": "KMS", "kmsKeyId": "alias/aws/kinesis"})),),
    bad=(
        example("everything omitted", Given(_STREAM)),
        example("off", Given(_STREAM, {"encryptionType": "NONE"})),
        example("a key that isn't used", Given(_STREAM, {"kmsKeyId": "alias/orders"})),
    ),
)
