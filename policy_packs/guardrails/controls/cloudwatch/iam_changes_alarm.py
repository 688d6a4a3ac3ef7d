"""An alarm tells of changes of policies in IAM."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "AttachGroupPolicy AttachRolePolicy AttachUserPolicy CreatePolicy CreatePolicyVersion "
    "DeleteGroupPolicy DeletePolicy DeletePolicyVersion DeleteRolePolicy DeleteUserPolicy "
    "DetachGroupPolicy DetachRolePolicy DetachUserPolicy PutGroupPolicy PutRolePolicy PutUserPolicy"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.iam-changes-alarm",
    title="An alarm tells of changes of policies in IAM",
    about=calls("iam", _NAMES),
    why="Whoever got in gives themselves more rights, or a way back.",
    frameworks={Framework.CIS_3_0: ("4.4",), Framework.CIS_5_0: ("4.4",), Framework.CIS_7_0: ("5.4",)},
    trivy="AWS-0150",
    hub="CloudWatch.4",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = iam.amazonaws.com }",
    ),
)
