"""An alarm tells of changes of AWS Config."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = "DeleteDeliveryChannel PutConfigurationRecorder PutDeliveryChannel StopConfigurationRecorder"
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.config-changes-alarm",
    title="An alarm tells of changes of AWS Config",
    about=calls("config", _NAMES),
    why="Whoever has something to hide stops the recorder first.",
    frameworks={Framework.CIS_3_0: ("4.9",), Framework.CIS_5_0: ("4.9",), Framework.CIS_7_0: ("5.9",)},
    trivy="AWS-0155",
    hub="CloudWatch.9",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = config.amazonaws.com }",
    ),
)
