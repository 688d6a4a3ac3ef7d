"""Users prove themselves with a second factor before they take on a role or change permissions."""

import re
from collections.abc import Iterator

from .._documents import statements
from .._frameworks import Framework
from .._model import (
    ConfigRule,
    Control,
    Exempt,
    Given,
    Guardrail,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource
from ._helpers import ROLE, named, needs_mfa, trust

_USER = re.compile(r"arn:[^:]*:iam::[^:]*:user/.*")


def _check(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        users = [value for _, value in statement.principals if _USER.fullmatch(value)]
        if statement.allows and users and not needs_mfa(statement):
            yield (
                f"a password or an access key is enough to take on the role; got {', '.join(users)} without MFA in "
                f"{name}, expected Bool aws:MultiFactorAuthPresent true"
            )


_ALICE = {"AWS": "arn:aws:iam::111122223333:user/alice"}

CONTROL = Control(
    id="iam.user-trust-needs-mfa",
    title="Users prove themselves with a second factor before they take on a role or change permissions",
    practices=("iam.mfa",),
    severity=Severity.HIGH,
    why="Passwords and access keys leak; a second factor makes what leaked useless.",
    fix="add the condition Bool aws:MultiFactorAuthPresent true to the statements of assumeRolePolicy that name users",
    rules=(ResourceRule((ROLE,), _check),),
    guardrails=(
        # A deny needs IfExists: calls that an access key signs carry no aws:MultiFactorAuthPresent at all. Users can
        # still set up their first device: creating and enabling one is left out.
        Guardrail(
            sid="DenyPermissionChangesWithoutMfa",
            actions=(
                "iam:AddUserToGroup",
                "iam:Attach*Policy",
                "iam:CreateAccessKey",
                "iam:CreateLoginProfile",
                "iam:CreateOpenIDConnectProvider",
                "iam:CreatePolicy*",
                "iam:CreateRole",
                "iam:CreateSAMLProvider",
                "iam:CreateServiceSpecificCredential",
                "iam:CreateUser",
                "iam:DeactivateMFADevice",
                "iam:DeleteVirtualMFADevice",
                "iam:Put*Policy",
                "iam:SetDefaultPolicyVersion",
                "iam:UpdateAssumeRolePolicy",
                "iam:UpdateLoginProfile",
            ),
            conditions={
                "ArnLike": {"aws:PrincipalArn": "arn:{partition}:iam::*:user/*"},
                "BoolIfExists": {"aws:MultiFactorAuthPresent": "false"},
            },
            exempt=Exempt.NOBODY,
        ),
    ),
    detection=(
        ConfigRule("IAM_USER_MFA_ENABLED"),
        ConfigRule("MFA_ENABLED_FOR_IAM_CONSOLE_ACCESS"),
        SecurityHubControl("IAM.5"),
    ),
    frameworks={Framework.FSBP: ("IAM.5",)},
    good=(
        example("everything omitted", Given(ROLE)),
        example("a user with MFA", trust(_ALICE, Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}})),
        example(
            "a user with recent MFA", trust(_ALICE, Condition={"NumericLessThan": {"aws:MultiFactorAuthAge": "3600"}})
        ),
        example("a role, which has no second factor", trust({"AWS": "arn:aws:iam::111122223333:role/ci"})),
        example("a deny", trust(_ALICE, Effect="Deny")),
    ),
    bad=(
        example("a user without conditions", trust(_ALICE)),
        example("a user under a path", trust({"AWS": "arn:aws:iam::111122223333:user/people/alice"})),
        example("a user among roles", trust({"AWS": ["arn:aws:iam::111122223333:role/ci", *_ALICE.values()]})),
        example(
            "a condition that access keys satisfy",
            trust(_ALICE, Condition={"BoolIfExists": {"aws:MultiFactorAuthPresent": "true"}}),
        ),
        example(
            "a condition that wants no MFA", trust(_ALICE, Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}})
        ),
        example("another condition", trust(_ALICE, Condition={"Bool": {"aws:SecureTransport": "true"}})),
    ),
)
