"""An alarm tells of changes of the organization."""

from .._frameworks import Framework
from ._alarms import alarm, calls

_NAMES = (
    "AcceptHandshake AttachPolicy CreateAccount CreateOrganizationalUnit CreatePolicy DeclineHandshake "
    "DeleteOrganization DeleteOrganizationalUnit DeletePolicy DetachPolicy DisablePolicyType "
    "EnablePolicyType InviteAccountToOrganization LeaveOrganization MoveAccount "
    "RemoveAccountFromOrganization UpdateOrganizationalUnit UpdatePolicy"
)
_EACH = [f"($.eventName = {name})" for name in _NAMES.split()]

CONTROL = alarm(
    id="cloudwatch.organization-changes-alarm",
    title="An alarm tells of changes of the organization",
    about=calls("organizations", _NAMES),
    why="An account that left the organization has left its guardrails.",
    frameworks={Framework.CIS_3_0: ("4.15",), Framework.CIS_5_0: ("4.15",), Framework.CIS_7_0: ("5.15",)},
    trivy="AWS-0174",
    pattern="{" + " || ".join(_EACH) + "}",
    bad_patterns=(
        "{" + " || ".join(_EACH[1:]) + "}",
        "{" + " && ".join(_EACH) + "}",
        "{ $.eventSource = organizations.amazonaws.com }",
    ),
)
