"""A service control policy binds the root users of member accounts.

Judged where the stack has the organization and policies for it: a layer without any leaves them to another.
"""

from collections.abc import Iterator
from typing import Any

from .._documents import Statement, matches
from .._frameworks import Framework
from .._model import Control, Severity, StackRule, example
from .._resources import Resource, Stack
from ._helpers import ATTACHED, EMPTY_ORGANIZATION, ORGANIZATION, POLICY, attached_denials, deny, policy

_ROOT = "arn:aws:iam::111122223333:root"
_LIKE = ("arnequals", "arnlike", "stringequals", "stringlike")


def _is_about_root(statement: Statement) -> bool:
    return any(
        operator in _LIKE and key.lower() == "aws:principalarn" and any(matches(value, _ROOT) for value in values)
        for operator, key, values in statement.conditions
    )


def _binds_root(stack: Stack) -> bool:
    # Taken at any action that nobody needs the root user for.
    return any(_is_about_root(item) and item.covers_action("ec2:RunInstances") for item in attached_denials(stack))


def _check(_: Resource, stack: Stack) -> Iterator[str]:
    if stack.of_type(POLICY) and not stack.once(_binds_root):
        yield "root users do as they please; got no attached policy for them, expected a deny by aws:PrincipalArn"


def _given(pattern: str = "arn:aws:iam::*:root", operator: str = "StringLike", *actions: str) -> Any:
    return policy(deny(*(actions or ("*",)), Condition={operator: {"aws:PrincipalArn": pattern}}))


CONTROL = Control(
    id="organizations.scp-denies-root",
    title="A service control policy binds the root users of member accounts",
    practices=("iam.no-root", "account.organizations"),
    severity=Severity.MEDIUM,
    why="No policy inside of an account holds its root user back; only one from above does.",
    fix="attach a policy that denies all actions where aws:PrincipalArn is like arn:aws:iam::*:root",
    rules=(StackRule((ORGANIZATION,), _check),),
    frameworks={Framework.CIS_7_0: ("2.1.2",)},
    good=(
        *(
            example(f"by {operator}", EMPTY_ORGANIZATION, _given(operator=operator), ATTACHED)
            for operator in ("StringLike", "ArnLike", "ArnEquals")
        ),
        example(
            "where AWS itself isn't acting, among other patterns",
            EMPTY_ORGANIZATION,
            policy(
                deny(
                    "*",
                    Condition={
                        "StringLike": {"aws:PrincipalArn": ["arn:aws:iam::*:user/root", "arn:aws:iam::*:root"]},
                        "Null": {"aws:AssumedRoot": "true"},
                    },
                )
            ),
            ATTACHED,
        ),
        example("of an account", EMPTY_ORGANIZATION, _given(_ROOT, "StringEquals"), ATTACHED),
        example("everything omitted: a layer without policies", EMPTY_ORGANIZATION),
    ),
    bad=(
        example("not attached", EMPTY_ORGANIZATION, _given()),
        example("everybody else", EMPTY_ORGANIZATION, _given(operator="ArnNotLike"), ATTACHED),
        example("a role", EMPTY_ORGANIZATION, _given("arn:aws:iam::*:role/admin"), ATTACHED),
        example("one action", EMPTY_ORGANIZATION, _given("arn:aws:iam::*:root", "ArnLike", "iam:*"), ATTACHED),
        example(
            "another key",
            EMPTY_ORGANIZATION,
            policy(deny("*", Condition={"StringLike": {"aws:userid": "*:root"}})),
            ATTACHED,
        ),
    ),
)
