"""Every account says whose it is."""

from collections.abc import Iterator

from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._properties import Block
from .._resources import Resource

_ACCOUNT = "aws:organizations/account:Account"


def _filled(tags: Block) -> set[str]:
    return {key for key in tags.names() if not tags.is_known(key) or tags.text(key).strip()}


def _check(account: Resource) -> Iterator[str]:
    required = account.parameters["tags"]
    present = _filled(account.block("tags")) | _filled(account.block("tagsAll"))  # With the provider's default tags.
    missing = [key for key in required if key not in present]
    if missing:
        yield (
            f"nobody can tell whose account it is; got the tags {', '.join(sorted(present)) or 'none'}, "
            f"expected {', '.join(missing)} with a value"
        )


_WORKLOAD = {"name": "workload", "email": "aws+workload@example.com"}

CONTROL = Control(
    id="organizations.account-owned",
    title="Every account says whose it is",
    practices=("account.organizations",),
    severity=Severity.MEDIUM,
    why="A finding in an account without an owner waits for somebody to ask around.",
    fix="add the missing tags to the account",
    rules=(ResourceRule((_ACCOUNT,), _check),),
    parameters={
        "tags": Parameter(
            ["owner"],
            {"type": "array", "items": {"type": "string"}, "description": "Tag keys that every account must carry."},
        )
    },
    good=(
        example("an owner", Given(_ACCOUNT, _WORKLOAD | {"tags": {"owner": "payments"}})),
        example(
            "the tags that the configuration asks for",
            Given(_ACCOUNT, _WORKLOAD | {"tags": {"owner": "payments", "cost-center": "4711"}}),
            tags=["owner", "cost-center"],
        ),
        example("no tag asked for", Given(_ACCOUNT, _WORKLOAD), tags=[]),
    ),
    bad=(
        example("everything omitted but name and email", Given(_ACCOUNT, _WORKLOAD)),
        example("other tags only", Given(_ACCOUNT, _WORKLOAD | {"tags": {"team": "payments"}})),
        example("an owner without a name", Given(_ACCOUNT, _WORKLOAD | {"tags": {"owner": " "}})),
        example(
            "one of the tags asked for is missing",
            Given(_ACCOUNT, _WORKLOAD | {"tags": {"owner": "payments"}}),
            tags=["owner", "cost-center"],
        ),
    ),
)
