"""An alarm tells of keys that are disabled or deleted."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = "DisableKey ScheduleKeyDeletion"
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.key-removals-alarm",
    title="An alarm tells of keys that are disabled or deleted",
    about=calls("kms", _NAMES),
    why="Without its key, all data under it is gone.",
    frameworks={Framework.CIS_3_0: ("4.7",), Framework.CIS_5_0: ("4.7",), Framework.CIS_7_0: ("5.7",)},
    trivy="AWS-0153",
    hub="CloudWatch.7",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = kms.amazonaws.com }",
    ),
)
