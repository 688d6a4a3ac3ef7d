"""What a user may do by a policy of its own takes a second factor."""

from collections.abc import Iterator, Sequence

from .._documents import Statement
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import USER_POLICY, asks_for_mfa, document, each_document


def _check_document(items: Sequence[Statement]) -> Iterator[str]:
    if any(item.allows for item in items) and not any(map(asks_for_mfa, items)):
        yield "a password or a key is enough for it; got no aws:MultiFactorAuthPresent, expected it in a condition"


def _check(policy: Resource) -> Iterator[str]:
    yield from each_document(policy, _check_document)


_LIST: dict[str, object] = {"Action": "s3:ListAllMyBuckets", "Resource": "*"}


def _given(*statements: dict[str, object]) -> Given:
    return Given(USER_POLICY, {"user": "alice", "policy": document(*statements)})


def _present(operator: str, value: str) -> dict[str, object]:
    return {"Condition": {operator: {"aws:MultiFactorAuthPresent": value}}}


CONTROL = Control(
    id="iam.user-policy-needs-mfa",
    title="What a user may do by a policy of its own takes a second factor",
    practices=("iam.mfa",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="Passwords and keys leak; with a second factor what leaked opens nothing.",
    fix="let the statements hold where aws:MultiFactorAuthPresent is true, or deny everything where it is false",
    rules=(ResourceRule((USER_POLICY,), _check),),
    good=(
        example("allowed with one", _given(_LIST | _present("Bool", "true"))),
        example("denied without one", _given(_LIST, _LIST | {"Effect": "Deny"} | _present("BoolIfExists", "false"))),
        example("nothing is allowed", _given(_LIST | {"Effect": "Deny"})),
        example("everything omitted but the user", Given(USER_POLICY, {"user": "alice"})),
    ),
    bad=(
        example("allowed without one", _given(_LIST)),
        example("allowed without one only", _given(_LIST | _present("Bool", "false"))),
        example("denied with one", _given(_LIST, _LIST | {"Effect": "Deny"} | _present("Bool", "true"))),
    ),
)
