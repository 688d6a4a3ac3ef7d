"""No role can be assumed by anybody."""

from collections.abc import Iterator

from .._documents import statements
from .._frameworks import Framework, Tool
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import ROLE, document, named, trust


def _check(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        if statement.is_public():
            yield (
                f"anybody with an AWS account can assume the role; got everybody as the Principal of {name}, "
                "expected principals, or a condition on their organization, account or ARN"
            )


_EVERYBODY = {"AWS": "*"}

CONTROL = Control(
    id="iam.role-trust-no-public-principal",
    title="No role can be assumed by anybody",
    practices=("iam.least-privilege",),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="A role's ARN is no secret: whoever guesses it holds the role's permissions.",
    fix="name the principals in assumeRolePolicy, or require aws:PrincipalOrgID to be the organization",
    rules=(ResourceRule((ROLE,), _check),),
    frameworks={Framework.CIS_7_0: ("2.21",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_60",)},
    good=(
        example("everything omitted", Given(ROLE)),
        example("a service", trust({"Service": "ec2.amazonaws.com"})),
        example("a role", trust({"AWS": "arn:aws:iam::111122223333:role/ci"})),
        example(
            "everybody in the organization",
            trust(_EVERYBODY, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        ),
        example(
            "everybody in a unit",
            trust(
                _EVERYBODY,
                Condition={
                    "ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/ou-ab12-11111111/*"}
                },
            ),
        ),
        example(
            "roles of one name in one account",
            trust(_EVERYBODY, Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/ci-*"}}),
        ),
        example("a deny for everybody", trust(_EVERYBODY, Effect="Deny")),
    ),
    bad=(
        example("everybody", trust(_EVERYBODY)),
        example("everybody, written short", trust("*")),
        example("everybody among others", trust({"AWS": ["arn:aws:iam::111122223333:role/ci", "*"]})),
        example("everybody but one", trust(None, NotPrincipal={"AWS": "arn:aws:iam::111122223333:user/mallory"})),
        example(
            "everybody outside the organization",
            trust(_EVERYBODY, Condition={"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        ),
        example(
            "a condition that holds when the key is missing",
            trust(_EVERYBODY, Condition={"StringEqualsIfExists": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
        ),
        example(
            "a role of that name in any account",
            trust(_EVERYBODY, Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::*:role/ci"}}),
        ),
        example("a shared secret only", trust(_EVERYBODY, Condition={"StringEquals": {"sts:ExternalId": "4711"}})),
        example(
            "in the second statement",
            Given(
                ROLE,
                {
                    "assumeRolePolicy": document(
                        {"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
                        {"Principal": _EVERYBODY, "Action": "sts:AssumeRole"},
                    )
                },
            ),
        ),
    ),
)
