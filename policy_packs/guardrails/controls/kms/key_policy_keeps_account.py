"""Key policies let the account of the key decide by its own policies as well.

Source: KMS developer guide, "Default key policy": the statement for the account's root.
"""

import re
from collections.abc import Iterator
from typing import Any

from .._documents import Statement, statements
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import KEY, KEYS

_POLICY = "aws:kms/keyPolicy:KeyPolicy"
_ACCOUNT = re.compile(r"\d{12}|arn:[^:]*:iam::[^:]*:root")


def _keeps_account(statement: Statement) -> bool:
    return (
        statement.allows
        and statement.covers_action("kms:PutKeyPolicy")
        and any(kind == "AWS" and _ACCOUNT.fullmatch(value) for kind, value in statement.principals)
    )


def _check(resource: Resource) -> Iterator[str]:
    found = statements(resource, "policy")
    if found and not any(map(_keeps_account, found)):
        yield (
            f"the key depends on principals that can be deleted; got {len(found)} statements without the account, "
            "expected one that gives the account's root kms:PutKeyPolicy"
        )


def _document(principal: object, action: str = "kms:*", effect: str = "Allow") -> dict[str, Any]:
    statement = {"Effect": effect, "Principal": principal, "Action": action, "Resource": "*"}
    return {"Version": "2012-10-17", "Statement": [statement]}


_ROOT = {"AWS": "arn:aws:iam::111122223333:root"}
_ROLE = {"AWS": "arn:aws:iam::111122223333:role/keeper"}
_BOTH = _document(_ROLE) | {"Statement": [*_document(_ROLE)["Statement"], *_document(_ROOT)["Statement"]]}

CONTROL = Control(
    id="kms.key-policy-keeps-account",
    title="Key policies let the account of the key decide as well",
    practices=("data.kms",),
    severity=Severity.LOW,
    why="When the last role that the policy names is deleted, nobody can manage the key or change its policy.",
    fix="add a statement that gives the account's root kms:*",
    rules=(ResourceRule((*KEYS, _POLICY), _check),),
    good=(
        example("everything omitted: AWS's own policy names the account", Given(KEY)),
        example("the account's root", Given(KEY, {"policy": _document(_ROOT)})),
        example("the account by its id", Given(KEY, {"policy": _document({"AWS": "111122223333"})})),
        example("the account changes the policy only", Given(KEY, {"policy": _document(_ROOT, "kms:PutKeyPolicy")})),
        example("the account beside a role", Given(KEY, {"policy": _document({"AWS": [_ROLE["AWS"], _ROOT["AWS"]]})})),
        example("the account in one statement of two", Given(KEY, {"policy": _BOTH})),
    ),
    bad=(
        example("the account reads only", Given(KEY, {"policy": _document(_ROOT, "kms:Describe*")})),
        example("the account is denied", Given(KEY, {"policy": _document(_ROOT, effect="Deny")})),
        example("a federated user", Given(KEY, {"policy": _document({"Federated": _ROOT["AWS"]})})),
        *(example(f"one role by {type}", Given(type, {"policy": _document(_ROLE)})) for type in (*KEYS, _POLICY)),
    ),
)
