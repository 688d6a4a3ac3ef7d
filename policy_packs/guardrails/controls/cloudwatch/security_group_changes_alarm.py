"""An alarm tells of changes of security groups."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "AuthorizeSecurityGroupEgress AuthorizeSecurityGroupIngress CreateSecurityGroup DeleteSecurityGroup "
    "RevokeSecurityGroupEgress RevokeSecurityGroupIngress"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.security-group-changes-alarm",
    title="An alarm tells of changes of security groups",
    about=calls("ec2", _NAMES),
    why="One added rule opens a machine to everybody.",
    frameworks={Framework.CIS_3_0: ("4.10",), Framework.CIS_5_0: ("4.10",), Framework.CIS_7_0: ("5.10",)},
    trivy="AWS-0156",
    hub="CloudWatch.10",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = ec2.amazonaws.com }",
    ),
)
