"""AWS providers only work in the accounts that they are meant for.

Provider inputs reach the pack as text: lists are JSON in a string.
"""

import json
from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._resources import Resource

_PROVIDER = "pulumi:providers:aws"
_NO_ACCOUNTS: tuple[object, ...] = (None, "", [], "[]", "null")


def _check(provider: Resource) -> Iterator[str]:
    # An account that isn't known yet is still one account.
    if provider.is_known("allowedAccountIds") and provider.value("allowedAccountIds") in _NO_ACCOUNTS:
        yield "a wrong role or profile deploys to a wrong account; got no allowedAccountIds, expected the account's id"


_ACCOUNT = "111122223333"
_PINNED = {"region": "eu-central-1", "allowedAccountIds": json.dumps([_ACCOUNT])}

CONTROL = Control(
    id="provider.account-pinned",
    title="AWS providers only work in the accounts that they are meant for",
    practices=("account.organizations", "iam.least-privilege"),
    severity=Severity.HIGH,
    why="The same program deploys to whatever account its credentials happen to be of.",
    fix="set allowedAccountIds to the id of the account",
    rules=(ResourceRule((_PROVIDER,), _check),),
    good=(
        example("one account", Given(_PROVIDER, _PINNED)),
        example(
            "one account by a role",
            Given(_PROVIDER, _PINNED | {"assumeRoles": '[{"roleArn":"arn:aws:iam::1:role/a"}]'}),
        ),
        example(
            "an account that is created by the same program",
            Given("aws:organizations/account:Account", {"name": "a", "email": "a@example.com"}, name="account"),
            Given(_PROVIDER, {"allowedAccountIds": [Ref("account")]}),
        ),
    ),
    bad=(
        example("everything omitted", Given(_PROVIDER)),
        *(
            example(f"no account, written as {text or 'empty text'}", Given(_PROVIDER, {"allowedAccountIds": text}))
            for text in ("[]", "", "null")
        ),
    ),
)
