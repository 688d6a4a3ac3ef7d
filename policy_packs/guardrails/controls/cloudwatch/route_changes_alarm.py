"""An alarm tells of changes of routes."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "CreateRoute CreateRouteTable DeleteRoute DeleteRouteTable DisassociateRouteTable ReplaceRoute "
    "ReplaceRouteTableAssociation"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.route-changes-alarm",
    title="An alarm tells of changes of routes",
    about=calls("ec2", _NAMES),
    why="One changed route leads traffic past the firewall.",
    frameworks={Framework.CIS_3_0: ("4.13",), Framework.CIS_5_0: ("4.13",), Framework.CIS_7_0: ("5.13",)},
    trivy="AWS-0159",
    hub="CloudWatch.13",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = ec2.amazonaws.com }",
    ),
)
