"""AWS providers only work in the accounts that they are meant for, and hold no keys.

Provider inputs reach the pack as text: lists are JSON in a string.
"""

import json
from collections.abc import Iterator

from .._model import Control, Given, Ref, ResourceRule, Severity, example
from .._resources import Resource

_PROVIDER = "pulumi:providers:aws"
_CREDENTIALS = ("accessKey", "secretKey", "token")
_NO_ACCOUNTS: tuple[object, ...] = (None, "", [], "[]", "null")


def _check(provider: Resource) -> Iterator[str]:
    for name in _CREDENTIALS:
        if name in provider:
            yield f"a credential is part of the program and its state; got {name}, expected a role in assumeRoles"
    # An account that isn't known yet is still one account.
    if provider.is_known("allowedAccountIds") and provider.value("allowedAccountIds") in _NO_ACCOUNTS:
        yield "a wrong role or profile deploys to a wrong account; got no allowedAccountIds, expected the account's id"


_ACCOUNT = "111122223333"
_PINNED = {"region": "eu-central-1", "allowedAccountIds": json.dumps([_ACCOUNT])}

CONTROL = Control(
    id="provider.account-pinned",
    title="AWS providers only work in the accounts that they are meant for, and hold no keys",
    practices=("account.organizations", "iam.least-privilege", "application.secrets"),
    severity=Severity.HIGH,
    why="The same program deploys to whatever account its credentials happen to be of.",
    fix="set allowedAccountIds, and take credentials from the environment or from a role",
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
        example("no account", Given(_PROVIDER, _PINNED | {"allowedAccountIds": "[]"})),
        *(example(f"a literal {name}", Given(_PROVIDER, _PINNED | {name: "not-a-real-one"})) for name in _CREDENTIALS),
    ),
)
