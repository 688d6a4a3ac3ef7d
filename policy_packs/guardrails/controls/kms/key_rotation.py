"""Keys rotate their material each year."""

from collections.abc import Iterator

from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Given,
    Guardrail,
    ResourceRule,
    SecurityHubControl,
    Severity,
    Tier,
    example,
)
from .._resources import Resource
from ._helpers import KEY

_YEAR = 365


def _rotates(key: Resource) -> bool:
    """Whether KMS can rotate the key: symmetric, for encryption, with material that KMS made."""
    return (
        key.text("customerMasterKeySpec", default="SYMMETRIC_DEFAULT") == "SYMMETRIC_DEFAULT"
        and key.text("keyUsage", default="ENCRYPT_DECRYPT") == "ENCRYPT_DECRYPT"
        and "customKeyStoreId" not in key
        and "xksKeyId" not in key
    )


def _check(key: Resource) -> Iterator[str]:
    if not _rotates(key):
        return
    if not key.flag("enableKeyRotation"):
        yield "the key's material never changes; got enableKeyRotation false, expected true"
    days = key.number("rotationPeriodInDays", default=_YEAR)
    if days > _YEAR:
        yield f"the key's material changes too seldom; got rotationPeriodInDays {days:g}, expected at most {_YEAR}"


def _mend(key: Resource) -> dict[str, bool | int]:
    changes: dict[str, bool | int] = {}
    if _rotates(key):
        if not key.flag("enableKeyRotation"):
            changes["enableKeyRotation"] = True
        if key.number("rotationPeriodInDays", default=_YEAR) > _YEAR:
            changes["rotationPeriodInDays"] = _YEAR
    return changes


CONTROL = Control(
    id="kms.key-rotation",
    title="Keys rotate their material each year",
    practices=("data.kms",),
    severity=Severity.MEDIUM,
    why="Rotation bounds how much data one leaked key opens, and costs nothing but the flag.",
    fix="set enableKeyRotation to true and rotationPeriodInDays to 365 or less",
    rules=(ResourceRule((KEY,), _check, _mend),),
    guardrails=(Guardrail(sid="DenyStopOfKeyRotation", actions=("kms:DisableKeyRotation",)),),
    detection=(ConfigRule("CMK_BACKING_KEY_ROTATION_ENABLED"), SecurityHubControl("KMS.4")),
    answer="enable-key-rotation",
    tier=Tier.MINIMAL,
    frameworks={Framework.CIS_3_0: ("3.6",), Framework.CIS_5_0: ("3.6",), Framework.CIS_7_0: ("4.6",)},
    equivalents={
        Tool.CHECKOV: ("CKV_AWS_7",),
        Tool.CONTROL_TOWER: ("KMS.PR.1",),
        Tool.SECURITY_HUB: ("KMS.4",),
        Tool.TRIVY: ("AWS-0065",),
    },
    good=(
        example("rotation on", Given(KEY, {"enableKeyRotation": True})),
        example("just a year", Given(KEY, {"enableKeyRotation": True, "rotationPeriodInDays": 365})),
        example("a key outside AWS, which can't rotate", Given(KEY, {"xksKeyId": "1a2b3c"})),
        example("a shorter period", Given(KEY, {"enableKeyRotation": True, "rotationPeriodInDays": 90})),
        example("an asymmetric key, which can't rotate", Given(KEY, {"customerMasterKeySpec": "RSA_4096"})),
        example(
            "a key for message codes, which can't rotate",
            Given(KEY, {"customerMasterKeySpec": "HMAC_256", "keyUsage": "GENERATE_VERIFY_MAC"}),
        ),
        example("a key for signatures, said by its use alone", Given(KEY, {"keyUsage": "SIGN_VERIFY"})),
        example("a key in a custom store, which can't rotate", Given(KEY, {"customKeyStoreId": "cks-1234567890"})),
    ),
    bad=(
        example("everything omitted", Given(KEY)),
        example("rotation off", Given(KEY, {"enableKeyRotation": False})),
        example("a day too long", Given(KEY, {"enableKeyRotation": True, "rotationPeriodInDays": 366})),
        example(
            "a symmetric key, said so",
            Given(KEY, {"customerMasterKeySpec": "SYMMETRIC_DEFAULT", "keyUsage": "ENCRYPT_DECRYPT"}),
        ),
        example("a longer period", Given(KEY, {"enableKeyRotation": True, "rotationPeriodInDays": 730})),
    ),
)
