"""No resource policy allows something to all but some.

Source: IAM user guide, "AWS JSON policy elements: NotPrincipal".
"""

from collections.abc import Iterator

from .._documents import Statement
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import RESOURCE_POLICIES, document, each_statement, given, named


def _check_statement(statement: Statement) -> Iterator[str]:
    if statement.allows and statement.not_principals:
        left_out = ", ".join(value for _, value in statement.not_principals)
        yield f"{named(statement)} allows everybody else; got NotPrincipal {left_out}, expected Principal"


def _check(resource: Resource) -> Iterator[str]:
    yield from each_statement(resource, _check_statement)


_BUCKET = "aws:s3/bucketPolicy:BucketPolicy"
_ROLE = {"AWS": "arn:aws:iam::111122223333:role/backup"}
_OURS = {"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}

CONTROL = Control(
    id="resourcepolicy.no-not-principal",
    title="No resource policy allows something to all but some",
    practices=("iam.least-privilege",),
    severity=Severity.CRITICAL,
    why="An Allow with NotPrincipal reaches every principal that nobody thought of, unauthenticated ones included.",
    fix="name those who are allowed in Principal, and keep NotPrincipal for Deny",
    rules=(ResourceRule(RESOURCE_POLICIES, _check),),
    good=(
        example("one role by name", given(_BUCKET, document(_ROLE))),
        example("all but one role are denied", given(_BUCKET, document(Effect="Deny", NotPrincipal=_ROLE))),
    ),
    bad=(
        example("all but one of the organization", given(_BUCKET, document(NotPrincipal=_ROLE, Condition=_OURS))),
        *(
            example(f"all but one role by {token}", given(token, document(NotPrincipal=_ROLE)))
            for token in RESOURCE_POLICIES
        ),
        example("all but one, with a name", given(_BUCKET, document(Sid="Others", NotPrincipal=_ROLE))),
    ),
)
