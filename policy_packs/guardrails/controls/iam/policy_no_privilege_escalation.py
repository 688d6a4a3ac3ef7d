"""No policy lets its holder get more permissions than it gives."""

import json
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from .._documents import Statement
from .._frameworks import Tool
from .._model import Control, Given, Ref, ResourceRule, Severity, StackRule, Tier, example
from .._properties import Undecided
from .._resources import Resource, Stack
from ._attachments import ATTACHMENT, GROUP_ATTACHMENT, IDENTITIES, ROLE_ATTACHMENT, USER_ATTACHMENT, policies_of
from ._escalation import ACTIONS, PATHS
from ._helpers import (
    GROUP,
    GROUP_POLICY,
    IDENTITY_POLICIES,
    POLICY,
    ROLE,
    ROLE_POLICY,
    USER,
    USER_POLICY,
    document,
    documents,
    each_document,
    grants,
    harmless,
    in_every_place,
    listed,
    policy,
)


def _granted(items: Sequence[Statement]) -> dict[str, str]:
    """Which of the actions a document grants without a limit, and by which of its statements first."""
    return {action: grant.name for grant in reversed(grants(items)) for action in ACTIONS if grant.is_unlimited(action)}


def _described(ways: Iterable[frozenset[str]]) -> str:
    return listed(" with ".join(sorted(path)) for path in ways)


def _check_document(items: Sequence[Statement]) -> Iterator[str]:
    granted = _granted(items)
    ways = [path for path in PATHS if path <= granted.keys()]
    if ways:
        names = sorted({granted[action] for path in ways for action in path})
        yield (
            f"{' and '.join(names)} let the holder get any permission; "
            f"got {_described(ways)} on all resources, expected the resources that are needed"
        )


def _check_together(identity: Resource, stack: Stack) -> Iterator[str]:
    held: list[frozenset[str]] = []
    undecided: Undecided | None = None
    for holder in policies_of(identity, stack):
        try:
            held += [frozenset(_granted(items)) for items in documents(holder)]
        except Undecided as reason:
            undecided = reason
    together = frozenset().union(*held)
    # What one document grants is said of that one.
    ways = [path for path in PATHS if path <= together and not any(path <= granted for granted in held)]
    if ways:
        yield (
            "policies that are harmless by themselves let the holder get any permission; "
            f"got {_described(ways)} on all resources, expected the resources that are needed"
        )
    if undecided is not None:
        raise undecided


def _check(identity: Resource) -> Iterator[str]:
    yield from each_document(identity, _check_document)


_ATTACH = {"Action": ["iam:ListPolicies", "iam:AttachUserPolicy"], "Resource": "*"}
_PASS = {"Action": "iam:PassRole", "Resource": "*"}
_RUN = {"Action": ["ec2:RunInstances", "ec2:Describe*"], "Resource": "*"}
_SELF = "arn:aws:iam::*:user/${aws:username}"
_TO_EC2 = {"StringEquals": {"iam:PassedToService": "ec2.amazonaws.com"}}
_READ_ONLY = {"ArnEquals": {"iam:PolicyARN": "arn:aws:iam::aws:policy/ReadOnlyAccess"}}


def _named(type: str) -> Given:
    return Given(type, {"name": "deploy"}, name="holder")


def _own(type: str, by: str, *statements: dict[str, Any]) -> Given:
    return Given(type, {by: Ref("holder", "name"), "policy": document(*statements)}, name="own")


def _attachment(type: str, **properties: Any) -> Given:
    return Given(type, {"policyArn": Ref("managed", "arn"), **properties}, name="attachment")


_HOLDER = Ref("holder", "name")
_MANAGED = Given(POLICY, {"name": "pass", "policy": document(_PASS)}, name="managed")

CONTROL = Control(
    id="iam.policy-no-privilege-escalation",
    title="No policy lets its holder get more permissions than it gives",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    tier=Tier.MINIMAL,
    why="Such a policy looks harmless, and makes an administrator of everybody who holds it and knows the steps.",
    fix="limit these actions to the ARNs of the identities, functions or roles that the work needs",
    rules=(ResourceRule(IDENTITY_POLICIES, _check), StackRule(IDENTITIES, _check_together)),
    equivalents={Tool.CHECKOV: ("CKV_AWS_286", "CKV_AWS_110")},
    good=(
        *harmless(**_ATTACH),
        example("a function without a role to pass", policy({"Action": "lambda:CreateFunction", "Resource": "*"})),
        example("a role to pass to nothing", policy(_PASS)),
        example(
            "half of two ways",
            policy(_PASS, {"Action": ["lambda:CreateFunction", "glue:CreateJob"], "Resource": "*"}),
        ),
        example("one role to pass", policy(_PASS | {"Resource": "arn:aws:iam::111122223333:role/web"}, _RUN)),
        example(
            "a role for one service",
            policy(_PASS | {"Condition": _TO_EC2}, _RUN),
        ),
        example(
            "one's own keys",
            policy({"Action": "iam:UpdateLoginProfile", "Resource": _SELF}),
        ),
        example("policies of users under a path", policy(_ATTACH | {"Resource": "arn:aws:iam::*:user/apps/*"})),
        example(
            "one policy",
            policy(_ATTACH | {"Condition": _READ_ONLY}),
        ),
        example("denied again", policy(_ATTACH, {"Effect": "Deny", "Action": "iam:Attach*", "Resource": "*"})),
        example("everything, which another control is about", policy(_ATTACH, {"Action": "*", "Resource": "*"})),
        example("without policies", Given(ROLE), Given(USER, name="user"), Given(GROUP, name="group")),
        example("nothing but a role to pass", _named(ROLE), _MANAGED, _attachment(ROLE_ATTACHMENT, role=_HOLDER)),
        example(
            "each to somebody else",
            _named(ROLE),
            _own(ROLE_POLICY, "role", _RUN),
            _MANAGED,
            _attachment(ROLE_ATTACHMENT, role="other"),
        ),
        example(
            "another policy",
            _named(ROLE),
            _own(ROLE_POLICY, "role", _RUN),
            _MANAGED,
            _attachment(ROLE_ATTACHMENT, role=_HOLDER, policyArn="arn:aws:iam::aws:policy/ReadOnlyAccess"),
        ),
    ),
    bad=(
        *in_every_place(**_ATTACH),
        *(example(" with ".join(sorted(path)), policy({"Action": sorted(path), "Resource": "*"})) for path in PATHS),
        example("over two statements", policy(_PASS, _RUN)),
        example("all roles of an account", policy(_PASS | {"Resource": "arn:aws:iam::111122223333:role/*"}, _RUN)),
        example("all users of an account", policy(_ATTACH | {"Resource": "arn:aws:iam::111122223333:user/*"})),
        example("all actions of IAM", policy(_ATTACH | {"Action": "iam:*"})),
        example("all actions but some", policy({"NotAction": "s3:*", "Resource": "*", "Sid": "Rest"})),
        example(
            "a policy of the role, and a managed one",
            _named(ROLE),
            _own(ROLE_POLICY, "role", _RUN),
            _MANAGED,
            _attachment(ROLE_ATTACHMENT, role=_HOLDER),
        ),
        example(
            "a policy of the user, and a managed one",
            _named(USER),
            _own(USER_POLICY, "user", _RUN),
            _MANAGED,
            _attachment(USER_ATTACHMENT, user=_HOLDER),
        ),
        example(
            "a policy of the group, and a managed one",
            _named(GROUP),
            _own(GROUP_POLICY, "group", _RUN),
            _MANAGED,
            _attachment(GROUP_ATTACHMENT, group=_HOLDER),
        ),
        example(
            "a policy of the group, and a managed one for many",
            _named(GROUP),
            _own(GROUP_POLICY, "group", _RUN),
            _MANAGED,
            _attachment(ATTACHMENT, groups=[_HOLDER]),
        ),
        example(
            "two inline policies of a role",
            Given(
                ROLE,
                {
                    "inlinePolicies": [
                        {"name": "pass", "policy": json.dumps(document(_PASS))},
                        {"name": "run", "policy": json.dumps(document(_RUN))},
                    ]
                },
            ),
        ),
    ),
)
