"""Automatic remediations of AWS Config give up in the end.

Source: AWS Config API, "RemediationConfiguration"; AWS itself needs the number of attempts for automatic ones.
"""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource

_REMEDIATION = "aws:cfg/remediationConfiguration:RemediationConfiguration"


def _check(remediation: Resource) -> Iterator[str]:
    if not remediation.flag("automatic"):
        return
    attempts, maximum = remediation.number("maximumAutomaticAttempts"), remediation.parameters["maximumAttempts"]
    if not 1 <= attempts <= maximum:
        got = f"{attempts:g}" if attempts else "missing"
        yield f"it fights another change for ever; got maximumAutomaticAttempts {got}, expected 1 to {maximum:g}"
    if not remediation.number("retryAttemptSeconds"):
        yield "it tries again without a pause; got no retryAttemptSeconds, expected some"


def _given(**inputs: object) -> Given:
    target = {"configRuleName": "s3-bucket-versioning", "targetType": "SSM_DOCUMENT", "targetId": "Enable-Versioning"}
    return Given(_REMEDIATION, target | inputs)


_BOUNDED = {"automatic": True, "maximumAutomaticAttempts": 5, "retryAttemptSeconds": 600}

CONTROL = Control(
    id="config.remediation-bounded",
    title="Automatic remediations of AWS Config give up in the end",
    practices=("automation.remediation",),
    severity=Severity.LOW,
    why="A remediation and a deployment that undo each other run all night and hide who changed what.",
    fix="set maximumAutomaticAttempts to 5 or less and retryAttemptSeconds",
    rules=(ResourceRule((_REMEDIATION,), _check),),
    tier=Tier.REGULATED,
    parameters={"maximumAttempts": Parameter(5, {"type": "integer", "minimum": 1, "maximum": 25})},
    good=(
        example("by hand", _given()),
        example("by hand, said", _given(automatic=False)),
        example("bounded", _given(**_BOUNDED)),
        example("once", _given(**_BOUNDED | {"maximumAutomaticAttempts": 1})),
        example("as often as is allowed", _given(**_BOUNDED | {"maximumAutomaticAttempts": 9}), maximumAttempts=9),
    ),
    bad=(
        example("nothing else said", _given(automatic=True)),
        example("once more", _given(**_BOUNDED | {"maximumAutomaticAttempts": 6})),
        example("no number", _given(**_BOUNDED | {"maximumAutomaticAttempts": None})),
        example("no pause", _given(**_BOUNDED | {"retryAttemptSeconds": None})),
    ),
)
