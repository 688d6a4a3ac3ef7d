"""Identities in workload accounts stay within their permissions boundary."""

from collections.abc import Iterator

from .._documents import matches
from .._model import Control, Given, Guardrail, Parameter, ResourceRule, Scope, Severity, example
from .._resources import Resource
from ._helpers import ROLE

_USER = "aws:iam/user:User"
_BOUNDARY = "arn:{partition}:iam::*:policy/landing-zone-boundary"


def _check(identity: Resource) -> Iterator[str]:
    expected = identity.parameters["boundary"]
    if not expected:
        return
    boundary = identity.text("permissionsBoundary")
    if not matches(expected, boundary):
        got = f"permissionsBoundary {boundary}" if boundary else "no permissionsBoundary"
        yield f"the identity can be given any permission; got {got}, expected {expected}"


_ARN = "arn:aws:iam::111122223333:policy/landing-zone-boundary"
_ANY_ACCOUNT = "arn:aws:iam::*:policy/landing-zone-boundary"
_NAMED = {"name": "payments"}

CONTROL = Control(
    id="iam.boundary-kept",
    title="Identities in workload accounts stay within their permissions boundary",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Teams may create roles only because nothing that they create can do more than they may.",
    fix="set permissionsBoundary to the boundary of the account",
    rules=(ResourceRule((ROLE, _USER), _check),),
    guardrails=(
        Guardrail(
            sid="DenyRemovalOfBoundary",
            actions=("iam:DeleteRolePermissionsBoundary", "iam:DeleteUserPermissionsBoundary"),
            scope=Scope.WORKLOADS,
        ),
        # ArnNotLike also holds when no boundary is given at all.
        Guardrail(
            sid="DenyIdentitiesWithoutBoundary",
            actions=(
                "iam:CreateRole",
                "iam:CreateUser",
                "iam:PutRolePermissionsBoundary",
                "iam:PutUserPermissionsBoundary",
            ),
            conditions={"ArnNotLike": {"iam:PermissionsBoundary": _BOUNDARY}},
            scope=Scope.WORKLOADS,
        ),
    ),
    parameters={
        "boundary": Parameter(
            "",
            {
                "type": "string",
                "description": "The ARN that identities must have as their boundary, with * where it varies; "
                "empty: not judged.",
            },
        )
    },
    good=(
        example(
            "the boundary of the account", Given(ROLE, _NAMED | {"permissionsBoundary": _ARN}), boundary=_ANY_ACCOUNT
        ),
        example("a user with it", Given(_USER, _NAMED | {"permissionsBoundary": _ARN}), boundary=_ARN),
        example("no boundary asked for", Given(ROLE, _NAMED)),
    ),
    bad=(
        example("everything omitted but the name", Given(ROLE, _NAMED), boundary=_ANY_ACCOUNT),
        example("a user without", Given(_USER, _NAMED), boundary=_ANY_ACCOUNT),
        example(
            "another policy as the boundary",
            Given(ROLE, _NAMED | {"permissionsBoundary": "arn:aws:iam::aws:policy/AdministratorAccess"}),
            boundary=_ANY_ACCOUNT,
        ),
    ),
)
