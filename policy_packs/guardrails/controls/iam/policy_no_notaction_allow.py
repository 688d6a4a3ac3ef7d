"""No policy allows all but what it lists."""

from collections.abc import Iterator

from .._documents import Statement, statements
from .._model import Control, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, ROLE, each_statement, harmless, in_every_place, named, policy, trust


def _check_statement(statement: Statement) -> Iterator[str]:
    if statement.allows and statement.not_actions:
        yield (
            "allows every action but some, also those that AWS adds tomorrow; "
            f"got NotAction {', '.join(statement.not_actions)}, expected Action"
        )
    if statement.allows and statement.not_resources:
        yield (
            "allows every resource but some, also those that are created tomorrow; "
            f"got NotResource {', '.join(statement.not_resources)}, expected Resource"
        )


def _check(identity: Resource) -> Iterator[str]:
    yield from each_statement(identity, _check_statement)


def _check_trust(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        for message in _check_statement(statement):
            yield f"assumeRolePolicy: {name} {message}"


_ALL_BUT_IAM = {"NotAction": "iam:*", "Resource": "*"}
_ALL_BUT_ONE = {"Action": "s3:GetObject", "NotResource": "arn:aws:s3:::private/*"}

CONTROL = Control(
    id="iam.policy-no-notaction-allow",
    title="No policy allows all actions or resources but those that it lists",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="What nobody thought of is allowed, and so is everything that AWS or a colleague creates later.",
    fix="list what is allowed in Action and Resource, and leave NotAction and NotResource to Deny statements",
    rules=(ResourceRule(IDENTITY_POLICIES, _check), ResourceRule((ROLE,), _check_trust)),
    good=(
        *harmless(**_ALL_BUT_IAM),
        example("what is listed", policy({"Action": "s3:GetObject", "Resource": "arn:aws:s3:::public/*"})),
        example("a deny of all other resources", policy(_ALL_BUT_ONE | {"Effect": "Deny"})),
        example("a trust", trust({"Service": "ec2.amazonaws.com"})),
        example("a trust that denies all other actions", trust("*", Effect="Deny", Action=None, NotAction="sts:Tag*")),
    ),
    bad=(
        *in_every_place(**_ALL_BUT_IAM),
        example("all resources but some", policy(_ALL_BUT_ONE)),
        example("in the second statement", policy({"Action": "s3:GetObject", "Resource": "*"}, _ALL_BUT_IAM)),
        example(
            "a trust in all actions but one",
            trust({"Service": "lambda.amazonaws.com"}, Action=None, NotAction="sts:TagSession"),
        ),
    ),
)
