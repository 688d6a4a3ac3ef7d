"""An alarm tells of changes of network access control lists."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "CreateNetworkAcl CreateNetworkAclEntry DeleteNetworkAcl DeleteNetworkAclEntry "
    "ReplaceNetworkAclAssociation ReplaceNetworkAclEntry"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.nacl-changes-alarm",
    title="An alarm tells of changes of network access control lists",
    about=calls("ec2", _NAMES),
    why="One added entry opens a subnet to everybody.",
    frameworks={Framework.CIS_3_0: ("4.11",), Framework.CIS_5_0: ("4.11",), Framework.CIS_7_0: ("5.11",)},
    trivy="AWS-0157",
    hub="CloudWatch.11",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = ec2.amazonaws.com }",
    ),
)
