"""An alarm tells of changes of trails."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = "CreateTrail DeleteTrail StartLogging StopLogging UpdateTrail"
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.trail-changes-alarm",
    title="An alarm tells of changes of trails",
    about=calls("cloudtrail", _NAMES),
    why="Whoever has something to hide stops the trail first.",
    frameworks={Framework.CIS_3_0: ("4.5",), Framework.CIS_5_0: ("4.5",), Framework.CIS_7_0: ("5.5",)},
    trivy="AWS-0151",
    hub="CloudWatch.5",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = cloudtrail.amazonaws.com }",
    ),
)
