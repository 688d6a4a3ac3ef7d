"""A deleted secret can be restored for at least a week."""

from collections.abc import Iterator

from .._model import Control, Given, Guardrail, ResourceRule, Severity, example
from .._resources import Resource

_SECRET = "aws:secretsmanager/secret:Secret"
_LEAST_DAYS = 7
_AWS_DEFAULT_DAYS = 30


def _check(secret: Resource) -> Iterator[str]:
    days = secret.number("recoveryWindowInDays", default=_AWS_DEFAULT_DAYS)
    if days < _LEAST_DAYS:
        yield f"a deleted secret is gone for good; got recoveryWindowInDays {days}, expected at least {_LEAST_DAYS}"


def _mend(secret: Resource) -> dict[str, int]:
    return {"recoveryWindowInDays": _AWS_DEFAULT_DAYS} if any(_check(secret)) else {}


CONTROL = Control(
    id="secretsmanager.secret-recoverable",
    title="A deleted secret can be restored for at least a week",
    practices=("application.secrets",),
    severity=Severity.MEDIUM,
    why="Deleting a secret at once stops everything that needs it, and nothing brings the value back.",
    fix="leave recoveryWindowInDays out, or give at least 7",
    rules=(ResourceRule((_SECRET,), _check, _mend),),
    guardrails=(
        Guardrail(
            sid="DenySecretDeletionWithoutRecovery",
            actions=("secretsmanager:DeleteSecret",),
            conditions={"Bool": {"secretsmanager:ForceDeleteWithoutRecovery": "true"}},
        ),
    ),
    good=(
        example("everything omitted: AWS keeps it for 30 days", Given(_SECRET)),
        example("a week", Given(_SECRET, {"recoveryWindowInDays": 7})),
    ),
    bad=(
        example("deleted at once", Given(_SECRET, {"recoveryWindowInDays": 0})),
        example("a day too short", Given(_SECRET, {"recoveryWindowInDays": 6})),
    ),
)
