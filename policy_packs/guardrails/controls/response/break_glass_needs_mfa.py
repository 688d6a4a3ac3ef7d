"""Roles for emergencies are taken with a second factor."""

from collections.abc import Iterator
from typing import Any

from .._documents import Statement, statements
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ..iam._helpers import needs_mfa
from ._helpers import BREAK_GLASS, ROLE, has_word, names


def _is_open(statement: Statement) -> bool:
    """Whether somebody who has only a key may take the role; those of an identity provider have signed in there."""
    return (
        statement.allows
        and statement.covers_action("sts:AssumeRole")
        and any(kind in ("AWS", "*") for kind, _ in statement.principals)
        and not needs_mfa(statement)
    )


def _check(role: Resource) -> Iterator[str]:
    if has_word(role, role.parameters["names"]):
        for number, statement in enumerate(statements(role, "assumeRolePolicy"), 1):
            if _is_open(statement):
                yield (
                    f"a stolen key is enough to take it; got statement {statement.sid or number} without more, "
                    "expected a condition on aws:MultiFactorAuthPresent"
                )


def _role(name: str = "break-glass", condition: Any = None, **changes: Any) -> Given:
    statement = {
        "Effect": "Allow",
        "Principal": {"AWS": "arn:aws:iam::111122223333:root"},
        "Action": "sts:AssumeRole",
        "Condition": condition or {},
    }
    document = {"Version": "2012-10-17", "Statement": [statement | changes]}
    return Given(ROLE, {"name": name, "assumeRolePolicy": document}, name="role")


_MFA = {"Bool": {"aws:MultiFactorAuthPresent": "true"}}
_BOTH = {"Service": "ssm.amazonaws.com", "AWS": "111122223333"}
_PROVIDER = {"Federated": "arn:aws:iam::111122223333:saml-provider/people"}

CONTROL = Control(
    id="response.break-glass-needs-mfa",
    title="Roles for emergencies are taken with a second factor",
    practices=("response.plan", "iam.mfa"),
    severity=Severity.MEDIUM,
    why="The role can do nearly everything and is hardly ever used, so nobody misses its credentials.",
    fix="add the condition aws:MultiFactorAuthPresent true to the trust policy",
    rules=(ResourceRule((ROLE,), _check),),
    parameters=names(*BREAK_GLASS),
    good=(
        example("everything omitted", Given(ROLE)),
        example("a second factor", _role(condition=_MFA)),
        example("an identity provider", _role(Principal=_PROVIDER, Action="sts:AssumeRoleWithSAML")),
        example("a service", _role(Principal={"Service": "ssm.amazonaws.com"})),
        example("a deny", _role(Effect="Deny")),
        example("another action", _role(Action="sts:TagSession")),
        example("another role", _role("deploy")),
        example("another word", _role(), names=["firefighter"]),
    ),
    bad=(
        example("no condition", _role()),
        example("anybody", _role("BreakGlassAdmin", Principal="*")),
        example("a service, and everybody with a key", _role(Principal=_BOTH)),
        example("a second factor that may be missing", _role(condition={"BoolIfExists": {"aws:username": "a"}})),
        example("by the logical name", Given(ROLE, dict(_role().properties) | {"name": None}, name="emergency-access")),
        example("by its tag", Given(ROLE, dict(_role("ops").properties) | {"tags": {"purpose": "break glass"}})),
        example("by its tag's key", Given(ROLE, dict(_role("ops").properties) | {"tags": {"break-glass": "yes"}})),
        example("by the configuration's word", _role("fire-fighter"), names=["firefighter"]),
    ),
)
