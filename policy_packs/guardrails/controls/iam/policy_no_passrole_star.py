"""No policy lets its holder pass any role to any service."""

from collections.abc import Iterator

from .._documents import Statement
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import IDENTITY_POLICIES, POLICY, ROLE, document, each_statement, means_everything, named


def _is_any_role(resource: str) -> bool:
    return resource.strip("*") == "" or resource.rpartition(":")[2].removeprefix("role/").strip("*") == ""


def _is_limited_to_services(statement: Statement) -> bool:
    return any(
        operator in ("stringequals", "stringlike")
        and key.lower() == "iam:passedtoservice"
        and not any(value.strip("*") in ("", ".amazonaws.com") for value in values)
        for operator, key, values in statement.conditions
    )


def _check_statement(statement: Statement) -> Iterator[str]:
    if not statement.allows or not statement.covers_action("iam:PassRole") or means_everything(statement):
        return  # What means everything is a violation of another control, and of that one alone.
    any_role = bool(statement.not_resources) or any(map(_is_any_role, statement.resources))
    if any_role and not _is_limited_to_services(statement):
        yield (
            f"{named(statement)} lets its holder use every role of the account; got iam:PassRole on all roles, "
            "expected the roles to pass, or the services in iam:PassedToService"
        )


def _check(identity: Resource) -> Iterator[str]:
    yield from each_statement(identity, _check_statement)


def _given(**elements: object) -> Given:
    statement = {"Action": ["lambda:CreateFunction", "iam:PassRole"], "Resource": "*"} | elements
    return Given(POLICY, {"name": "deploy", "policy": document(statement)})


_TO_LAMBDA = {"StringEquals": {"iam:PassedToService": "lambda.amazonaws.com"}}

CONTROL = Control(
    id="iam.policy-no-passrole-star",
    title="No policy lets its holder pass any role to any service",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Who can start something with any role has the permissions of the most powerful one.",
    fix="limit iam:PassRole to the ARNs of the roles to pass, or to services with iam:PassedToService",
    rules=(ResourceRule(IDENTITY_POLICIES, _check),),
    good=(
        example("one role", _given(Resource="arn:aws:iam::111122223333:role/function")),
        example("roles under one path", _given(Resource="arn:aws:iam::111122223333:role/functions/*")),
        example("any role, to one service", _given(Condition=_TO_LAMBDA)),
        example("other actions on all resources", _given(Action=["iam:Get*", "lambda:CreateFunction"])),
        example("everything, which another control is about", _given(Action="*")),
        example("a deny", _given(Effect="Deny")),
        example("a role without inline policies", Given(ROLE, {"name": "deploy"})),
    ),
    bad=(
        example("any role to any service", _given()),
        example("all roles of an account", _given(Resource="arn:aws:iam::111122223333:role/*")),
        example("among all actions of IAM", _given(Action="iam:*")),
        example("among what an exception leaves", _given(Action=None, NotAction="iam:Attach*")),
        example("any role but one", _given(Resource=None, NotResource="arn:aws:iam::111122223333:role/admin")),
        example("any service", _given(Condition={"StringLike": {"iam:PassedToService": "*.amazonaws.com"}})),
        example("any service but one", _given(Condition={"StringNotEquals": _TO_LAMBDA["StringEquals"]})),
        example(
            "in an inline policy of a role",
            Given(
                ROLE,
                {"inlinePolicies": [{"name": "pass", "policy": document({"Action": "iam:PassRole", "Resource": "*"})}]},
            ),
        ),
    ),
)
