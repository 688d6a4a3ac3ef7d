"""No resource policy gives another principal every action of a service.

The owning account itself may be given everything: that is how a key policy lets the account's own policies decide.
"""

import re
from collections.abc import Iterator

from .._documents import Statement
from .._frameworks import Tool
from .._model import Control, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import RESOURCE_POLICIES, document, each_statement, given, named

_OWNER = re.compile(r"arn:[^:]*:[^:]*:[^:]*:(\d{12}):")
_ACCOUNT = re.compile(r"(?:arn:[^:]*:iam::)?(\d{12})(?::root)?")


def _every_action(statement: Statement) -> str:
    """The pattern by which the statement allows every action of a service; empty when it does not."""
    if statement.not_actions:
        return f"NotAction {', '.join(statement.not_actions)}"
    return next((f"Action {action}" for action in statement.actions if not action.split(":")[-1].strip("*")), "")


def _is_owner(principal: str, statement: Statement) -> bool:
    """Whether the principal is an account, and no resource of the statement belongs to another one."""
    account = _ACCOUNT.fullmatch(principal)
    owners = {match[1] for match in map(_OWNER.match, statement.resources) if match}
    return account is not None and owners <= {account[1]}


def _check_statement(statement: Statement) -> Iterator[str]:
    actions = _every_action(statement)
    others = [value for _, value in statement.principals if not _is_owner(value, statement)]
    if statement.allows and actions and others:
        yield (
            f"{named(statement)} gives {', '.join(others)} every action; got {actions}, "
            "expected the actions that are needed"
        )


def _check(resource: Resource) -> Iterator[str]:
    yield from each_statement(resource, _check_statement)


_QUEUE = "aws:sqs/queuePolicy:QueuePolicy"
_KEY = "aws:kms/key:Key"
_ARN = "arn:aws:sqs:eu-west-1:111122223333:orders"
_ROLE = {"AWS": "arn:aws:iam::111122223333:role/worker"}
_ROOT = {"AWS": "arn:aws:iam::111122223333:root"}

CONTROL = Control(
    id="resourcepolicy.no-wildcard-actions",
    title="No resource policy gives another principal every action of a service",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="Every action includes changing the policy, deleting the resource, and whatever action AWS adds later.",
    fix="list the actions that the principal needs",
    rules=(ResourceRule(RESOURCE_POLICIES, _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_72",), Tool.TRIVY: ("AWS-0097",)},
    good=(
        example("one action", given(_QUEUE, document(_ROLE))),
        example("actions by their first letters", given(_QUEUE, document(_ROLE, Action="sqs:Get*"))),
        example("the owner of the key decides", given(_KEY, document(_ROOT, Action="kms:*"))),
        example("the owner by its id", given(_KEY, document({"AWS": "111122223333"}, Action="kms:*"))),
        example("the owner of the queue", given(_QUEUE, document(_ROOT, Action="sqs:*", Resource=_ARN))),
        example("everything is denied", given(_QUEUE, document("*", Effect="Deny", Action="sqs:*"))),
    ),
    bad=(
        example("one role", given(_QUEUE, document(_ROLE, Action="sqs:*"))),
        example("one role, with a name", given(_QUEUE, document(_ROLE, Sid="Work", Action=["sqs:Get*", "sqs:*"]))),
        example("every action of every service", given(_QUEUE, document(_ROLE, Action="*"))),
        example("all but one action", given(_QUEUE, document(_ROLE, Action=None, NotAction="sqs:DeleteQueue"))),
        example("everybody", given(_QUEUE, document("*", Action="sqs:*"))),
        example("a service", given(_QUEUE, document({"Service": "sns.amazonaws.com"}, Action="sqs:*"))),
        example(
            "another account than the owner's",
            given(_QUEUE, document({"AWS": "444455556666"}, Action="sqs:*", Resource=_ARN)),
        ),
        example(
            "another account beside the owner",
            given(_QUEUE, document({"AWS": ["111122223333", "444455556666"]}, Action="sqs:*", Resource=_ARN)),
        ),
        *(example(f"one role by {token}", given(token, document(_ROLE, Action="*"))) for token in RESOURCE_POLICIES),
    ),
)
