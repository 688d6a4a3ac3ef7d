"""Roles for an identity pool trust that pool alone, and users who have signed in to it.

Source: Amazon Cognito developer guide, "Role trust and permissions".
"""

from collections.abc import Iterator
from typing import Any

from .._documents import Statement, statements
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource

_ROLE = "aws:iam/role:Role"
_SERVICE = "cognito-identity.amazonaws.com"


def _check(role: Resource) -> Iterator[str]:
    for statement in statements(role, "assumeRolePolicy"):
        if statement.allows and ("Federated", _SERVICE) in statement.principals:
            yield from _check_statement(statement)


def _check_statement(statement: Statement) -> Iterator[str]:
    pools, kinds = _values(statement, "aud"), _values(statement, "amr")
    if not pools or any("*" in pool for pool in pools):
        got = f"{_SERVICE}:aud {', '.join(pools) or 'missing'}"
        yield f"users of anybody's pool take the role; got {got}, expected the id of one pool"
    if not kinds:
        yield f"guests take the role as well; got no {_SERVICE}:amr, expected authenticated"


def _values(statement: Statement, key: str) -> list[str]:
    """What a condition that must hold compares the key with."""
    return [
        value
        for operator, name, values in statement.conditions
        if name.lower() == f"{_SERVICE}:{key}"
        and operator.removeprefix("foranyvalue:") in ("stringequals", "stringlike")
        for value in values
    ]


def _role(principal: dict[str, str], **condition: dict[str, Any]) -> Given:
    statement = {"Effect": "Allow", "Principal": principal, "Action": "sts:AssumeRoleWithWebIdentity"}
    document = {"Version": "2012-10-17", "Statement": [statement | ({"Condition": condition} if condition else {})]}
    return Given(_ROLE, {"name": "shoppers", "assumeRolePolicy": document})


_COGNITO = {"Federated": _SERVICE}
_DENY = {"Version": "2012-10-17", "Statement": [{"Effect": "Deny", "Principal": _COGNITO, "Action": "sts:*"}]}
_POOL = {f"{_SERVICE}:aud": "eu-central-1:12345678-abcd-abcd-abcd-123456790ab"}
_EITHER = {f"{_SERVICE}:aud": [*_POOL.values(), "*"]}
_SIGNED_IN = {f"{_SERVICE}:amr": "authenticated"}

CONTROL = Control(
    id="cognito.identity-pool-role-pinned",
    title="Roles for an identity pool trust that pool and its signed-in users alone",
    practices=("application.cognito", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="Anybody can make an identity pool; a role that doesn't name its own is open to users of all of them.",
    fix="add conditions on cognito-identity.amazonaws.com:aud and :amr to the trust policy",
    rules=(ResourceRule((_ROLE,), _check),),
    good=(
        example("one pool's users", _role(_COGNITO, StringEquals=_POOL, **{"ForAnyValue:StringLike": _SIGNED_IN})),
        example("one pool's users, by equality", _role(_COGNITO, StringEquals=_POOL | _SIGNED_IN)),
        example("another provider, of which another control speaks", _role({"Federated": "accounts.google.com"})),
        example("a service", _role({"Service": "lambda.amazonaws.com"})),
        example("a deny", Given(_ROLE, {"assumeRolePolicy": _DENY})),
        example("everything omitted", Given(_ROLE)),
    ),
    bad=(
        example("no condition", _role(_COGNITO)),
        example("any pool", _role(_COGNITO, StringLike={f"{_SERVICE}:aud": "*"}, StringEquals=_SIGNED_IN)),
        example("any pool beside one", _role(_COGNITO, StringLike=_EITHER, StringEquals=_SIGNED_IN)),
        example("guests as well", _role(_COGNITO, StringEquals=_POOL)),
        example("no pool in particular", _role(_COGNITO, StringEquals=_SIGNED_IN)),
        example("any pool but one", _role(_COGNITO, StringNotEquals=_POOL, StringEquals=_SIGNED_IN)),
        example("a pool only if there is one", _role(_COGNITO, StringEqualsIfExists=_POOL, StringEquals=_SIGNED_IN)),
    ),
)
