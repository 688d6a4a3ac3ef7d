"""Accounts are assigned to groups, not to users."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource

_ASSIGNMENT = "aws:ssoadmin/accountAssignment:AccountAssignment"


def _check(assignment: Resource) -> Iterator[str]:
    if assignment.text("principalType") == "USER":
        yield "one person's access hangs on this resource; got principalType USER, expected GROUP"


_GIVEN = {
    "targetId": "111122223333",
    "targetType": "AWS_ACCOUNT",
    "principalId": "94482488-3041-7055-a47d-0a1b2c3d4e5f",
}

CONTROL = Control(
    id="ssoadmin.assign-groups-not-users",
    title="Accounts are assigned to groups, not to users",
    practices=("iam.groups",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Who leaves a team leaves its group; an assignment of their own is forgotten.",
    fix="assign the permission set to a group and set principalType to GROUP",
    rules=(ResourceRule((_ASSIGNMENT,), _check),),
    good=(
        example("everything omitted", Given(_ASSIGNMENT)),
        example("a group", Given(_ASSIGNMENT, _GIVEN | {"principalType": "GROUP"})),
    ),
    bad=(example("a user", Given(_ASSIGNMENT, _GIVEN | {"principalType": "USER"})),),
)
