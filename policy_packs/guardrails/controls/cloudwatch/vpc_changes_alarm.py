"""An alarm tells of changes of networks."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "AcceptVpcPeeringConnection CreateVpc CreateVpcPeeringConnection DeleteVpc DeleteVpcPeeringConnection "
    "ModifyVpcAttribute RejectVpcPeeringConnection"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.vpc-changes-alarm",
    title="An alarm tells of changes of networks",
    about=calls("ec2", _NAMES),
    why="A peering connects a network to somebody else's.",
    frameworks={Framework.CIS_3_0: ("4.14",), Framework.CIS_5_0: ("4.14",), Framework.CIS_7_0: ("5.14",)},
    trivy="AWS-0160",
    hub="CloudWatch.14",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = ec2.amazonaws.com }",
    ),
)
