"""Trails record every region, validate their files and are encrypted under a customer-managed key."""

from collections.abc import Iterator

from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource

_TRAIL = "aws:cloudtrail/trail:Trail"
_REQUIRED = ("isMultiRegionTrail", "enableLogFileValidation")


def _check(trail: Resource) -> Iterator[str]:
    for name in _REQUIRED:
        if not trail.flag(name):
            yield f"{name} is off; got false, expected true"
    for name in ("enableLogging", "includeGlobalServiceEvents"):
        if not trail.flag(name, default=True):
            yield f"{name} is off; got false, expected true"
    if "kmsKeyId" not in trail:
        yield "the files are not encrypted under a customer-managed key; got no kmsKeyId, expected the key's ARN"


def _mend(trail: Resource) -> dict[str, bool]:
    changes = {name: True for name in _REQUIRED if not trail.flag(name)}
    for name in ("enableLogging", "includeGlobalServiceEvents"):
        if not trail.flag(name, default=True):
            changes[name] = True
    return changes


_COMPLETE = {
    "s3BucketName": "trail-archive",
    "isMultiRegionTrail": True,
    "enableLogFileValidation": True,
    "kmsKeyId": "arn:aws:kms:us-east-1:111122223333:key/5f0c9f0a-6a7e-4f0e-8d0a-0a8f5b7a1c11",
}

CONTROL = Control(
    id="cloudtrail.trail-complete",
    title="Trails record every region, validate their files and are encrypted",
    practices=("account.cloudtrail", "logging.cloudtrail", "data.at-rest"),
    severity=Severity.HIGH,
    why="What a trail misses can't be investigated, and a file that can be changed unseen is no evidence.",
    fix="set isMultiRegionTrail and enableLogFileValidation to true, leave logging on, and give kmsKeyId",
    rules=(ResourceRule((_TRAIL,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenyChangeOfTrails",
            actions=(
                "cloudtrail:DeleteTrail",
                "cloudtrail:PutEventSelectors",
                "cloudtrail:PutInsightSelectors",
                "cloudtrail:StopLogging",
                "cloudtrail:UpdateTrail",
            ),
        ),
    ),
    detection=(
        ConfigRule("MULTI_REGION_CLOUD_TRAIL_ENABLED"),
        ConfigRule("CLOUD_TRAIL_LOG_FILE_VALIDATION_ENABLED"),
        ConfigRule("CLOUD_TRAIL_ENCRYPTION_ENABLED"),
        SecurityHubControl("CloudTrail.1"),
        SecurityHubControl("CloudTrail.2"),
        SecurityHubControl("CloudTrail.4"),
    ),
    answer="restart-trail",
    frameworks={
        Framework.FSBP: ("CloudTrail.1", "CloudTrail.2", "CloudTrail.4"),
        Framework.CIS_3_0: ("3.1", "3.2", "3.5"),
        Framework.CIS_5_0: ("3.1", "3.2", "3.5"),
    },
    good=(example("every protection on", Given(_TRAIL, _COMPLETE)),),
    bad=(
        example("everything omitted but the bucket", Given(_TRAIL, {"s3BucketName": "trail-archive"})),
        *(example(f"{name} off", Given(_TRAIL, _COMPLETE | {name: False})) for name in _REQUIRED),
        example("logging switched off", Given(_TRAIL, _COMPLETE | {"enableLogging": False})),
        example("global services left out", Given(_TRAIL, _COMPLETE | {"includeGlobalServiceEvents": False})),
        example("no key", Given(_TRAIL, {**_COMPLETE, "kmsKeyId": None})),
    ),
)
