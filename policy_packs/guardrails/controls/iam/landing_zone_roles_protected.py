"""Nobody but the deployment changes, passes or imitates the roles of the landing zone.

There is no rule: the landing zone's own layers declare these roles, and a resource doesn't say whose layer it is in.
"""

from .._model import Control, Guardrail, Severity

_ROLES = ("arn:{partition}:iam::*:role/landing-zone-*", "arn:{partition}:iam::*:role/OrganizationAccountAccessRole")

CONTROL = Control(
    id="iam.landing-zone-roles-protected",
    title="Nobody but the deployment changes, passes or imitates the roles of the landing zone",
    practices=("response.plan", "iam.least-privilege"),
    severity=Severity.CRITICAL,
    why="Guardrails leave these roles alone by name, and responders rely on them: whoever owns one is unbound.",
    fix="deploy the change with the landing zone, and give other roles another name",
    guardrails=(
        # Creation counts too: a role that bears the name of an exempt one would be exempt.
        Guardrail(
            sid="DenyChangeOfLandingZoneRoles",
            actions=(
                "iam:AttachRolePolicy",
                "iam:CreatePolicy",
                "iam:CreatePolicyVersion",
                "iam:CreateRole",
                "iam:DeletePolicy",
                "iam:DeletePolicyVersion",
                "iam:DeleteRole",
                "iam:DeleteRolePermissionsBoundary",
                "iam:DeleteRolePolicy",
                "iam:DetachRolePolicy",
                "iam:PutRolePermissionsBoundary",
                "iam:PutRolePolicy",
                "iam:SetDefaultPolicyVersion",
                "iam:TagRole",
                "iam:UntagRole",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateRole",
                "iam:UpdateRoleDescription",
            ),
            resources=("arn:{partition}:iam::*:policy/landing-zone-*", *_ROLES),
        ),
        # The landing zone's own functions hand their roles to the automations that they start.
        Guardrail(
            sid="DenyPassingLandingZoneRoles",
            actions=("iam:PassRole",),
            resources=_ROLES,
            conditions={"ArnNotLike": {"aws:PrincipalArn": _ROLES[0]}},
        ),
    ),
)
