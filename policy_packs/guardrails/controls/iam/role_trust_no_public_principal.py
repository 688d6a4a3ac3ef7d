"""No role can be assumed by anybody."""

from collections.abc import Iterator

from .._documents import statements
from .._frameworks import Framework
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ROLE, named, trust


def _check(role: Resource) -> Iterator[str]:
    for statement in statements(role, "assumeRolePolicy"):
        if statement.is_public():
            yield (
                f"anybody with an AWS account can assume the role; got a Principal that is everybody in "
                f"{named(statement)}, expected principals, or a condition on their organization, account or ARN"
            )


_EVERYBODY = {"AWS": "*"}

CONTROL = Control(
    id="iam.role-trust-no-public-principal",
    title="No role can be assumed by anybody",
    practices=("iam.least-privilege",),
    severity=Severity.CRITICAL,
    why="A role's ARN is no secret: whoever guesses it holds the role's permissions.",
    fix="name the principals in assumeRolePolicy, or require aws:PrincipalOrgID to be the organization",
    rules=(ResourceRule((ROLE,), _check),),
    frameworks={Framework.CIS_7_0: ("2.21",)},
    good=(
        example("a service", Given(ROLE, trust({"Service": "ec2.amazonaws.com"}))),
        example("a role", Given(ROLE, trust({"AWS": "arn:aws:iam::111122223333:role/ci"}))),
        example(
            "everybody in the organization",
            Given(ROLE, trust(_EVERYBODY, StringEquals={"aws:PrincipalOrgID": "o-a1b2c3d4e5"})),
        ),
        example(
            "everybody in a unit",
            Given(
                ROLE,
                trust(_EVERYBODY, **{"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-1/*"}}),
            ),
        ),
        example("a deny for everybody", Given(ROLE, {"assumeRolePolicy": {"Statement": {**_deny()}}})),
    )
    if False
    else (),
)
