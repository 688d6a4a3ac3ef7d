"""An alarm tells of changes of gateways."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "AttachInternetGateway CreateCustomerGateway CreateInternetGateway DeleteCustomerGateway "
    "DeleteInternetGateway DetachInternetGateway"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.gateway-changes-alarm",
    title="An alarm tells of changes of gateways",
    about=calls("ec2", _NAMES),
    why="A gateway is the way out for data, and the way in for everybody.",
    frameworks={Framework.CIS_3_0: ("4.12",), Framework.CIS_5_0: ("4.12",), Framework.CIS_7_0: ("5.12",)},
    trivy="AWS-0158",
    hub="CloudWatch.12",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = ec2.amazonaws.com }",
    ),
)
