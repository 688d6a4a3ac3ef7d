"""Portfolios are for roles, users and groups that are named."""

from collections.abc import Iterator

from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_ASSOCIATION = "aws:servicecatalog/principalPortfolioAssociation:PrincipalPortfolioAssociation"


def _check(association: Resource) -> Iterator[str]:
    arn = association.text("principalArn")
    name = arn.partition("/")[2]
    if name and not name.strip("*?/"):
        yield f"whoever is in the account can launch the products; got principalArn {arn}, expected a role's name"


def _given(arn: str) -> Given:
    return Given(
        _ASSOCIATION, {"portfolioId": "port-a1b2c3d4e5f6g", "principalArn": arn, "principalType": "IAM_PATTERN"}
    )


CONTROL = Control(
    id="servicecatalog.principals-named",
    title="Portfolios are for roles, users and groups that are named",
    practices=("iam.least-privilege",),
    severity=Severity.MEDIUM,
    why="Products are launched with the rights of a role of their own, which often are more than the caller has.",
    fix="name the role, user or group, or the path that it is in",
    rules=(ResourceRule((_ASSOCIATION,), _check),),
    good=(
        example("everything omitted", Given(_ASSOCIATION)),
        example("a role", _given("arn:aws:iam:::role/developer")),
        example("roles with a prefix", _given("arn:aws:iam:::role/aws-reserved/sso.amazonaws.com/*/developer*")),
        example("an account's root, which is no role", _given("arn:aws:iam::111122223333:root")),
    ),
    bad=(
        example("every role", _given("arn:aws:iam:::role/*")),
        example("every user of any path", _given("arn:aws:iam:::user/**/?*")),
    ),
)
