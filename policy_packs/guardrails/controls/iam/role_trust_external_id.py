"""Other companies' accounts assume a role only with its external id."""

import re
from collections.abc import Iterator

from .._documents import Statement, statements
from .._model import Control, Given, Parameter, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ROLE, document, named, trust

_ACCOUNT = re.compile(r"(\d{12})|arn:[^:]*:(?:iam|sts)::(\d{12}):.*")
_EXACT = ("stringequals", "stringequalsignorecase")
_OWN = ("aws:principalorgid", "aws:principalorgpaths", "aws:sourceorgid")


def _account(principal: str) -> str:
    found = _ACCOUNT.fullmatch(principal)
    return (found[1] or found[2]) if found else ""


def _asks_for_id(statement: Statement) -> bool:
    """Whether a condition demands an external id, or somebody of the organization."""
    return any(
        (operator in _EXACT and key.lower() == "sts:externalid")
        or (operator.removeprefix("foranyvalue:") in (*_EXACT, "stringlike") and key.lower() in _OWN)
        for operator, key, _ in statement.conditions
    )


def _check(role: Resource) -> Iterator[str]:
    own = role.parameters["trustedAccounts"]
    if not own:
        return
    for name, statement in named(statements(role, "assumeRolePolicy")):
        accounts = {_account(value) for kind, value in statement.principals if kind == "AWS"} - {"", *own}
        if statement.allows and accounts and not _asks_for_id(statement):
            yield (
                "another customer of the same company can have it assume the role; got account "
                f"{', '.join(sorted(accounts))} in {name} without sts:ExternalId, "
                "expected StringEquals on sts:ExternalId"
            )


_OURS = ["111122223333", "444455556666"]
_VENDOR = {"AWS": "arn:aws:iam::999999999999:root"}

CONTROL = Control(
    id="iam.role-trust-external-id",
    title="Other companies' accounts assume a role only with its external id",
    practices=("iam.least-privilege",),
    severity=Severity.HIGH,
    why="A vendor works for many customers; without an external id one of them can point it at another's role.",
    fix="add the condition StringEquals sts:ExternalId with the id that the vendor assigned to this account",
    rules=(ResourceRule((ROLE,), _check),),
    parameters={
        "trustedAccounts": Parameter(
            [],
            {
                "type": "array",
                "items": {"type": "string", "pattern": "^[0-9]{12}$"},
                "description": "The ids of the organization's accounts; every other one is somebody else's. "
                "Empty: not judged.",
            },
        )
    },
    good=(
        example("everything omitted", Given(ROLE), trustedAccounts=_OURS),
        example("an account of ours", trust({"AWS": "arn:aws:iam::444455556666:role/ci"}), trustedAccounts=_OURS),
        example("an account of ours, written short", trust({"AWS": "111122223333"}), trustedAccounts=_OURS),
        example(
            "a vendor with its external id",
            trust(_VENDOR, Condition={"StringEquals": {"sts:ExternalId": "4711"}}),
            trustedAccounts=_OURS,
        ),
        example(
            "an account of the organization that isn't listed yet",
            trust(_VENDOR, Condition={"StringEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
            trustedAccounts=_OURS,
        ),
        example(
            "an account of a unit that isn't listed yet",
            trust(
                _VENDOR,
                Condition={"ForAnyValue:StringLike": {"aws:PrincipalOrgPaths": "o-a1b2c3d4e5/r-ab12/*"}},
            ),
            trustedAccounts=_OURS,
        ),
        example("a service", trust({"Service": "ec2.amazonaws.com"}), trustedAccounts=_OURS),
        example("a deny", trust(_VENDOR, Effect="Deny"), trustedAccounts=_OURS),
        example("nobody said which accounts are ours", trust(_VENDOR)),
    ),
    bad=(
        example("a vendor's account", trust(_VENDOR), trustedAccounts=_OURS),
        example("a vendor's account, written short", trust({"AWS": "999999999999"}), trustedAccounts=_OURS),
        example("a vendor's role", trust({"AWS": "arn:aws:iam::999999999999:role/agent"}), trustedAccounts=_OURS),
        example(
            "a vendor's session",
            trust({"AWS": "arn:aws:sts::999999999999:assumed-role/agent/scan"}),
            trustedAccounts=_OURS,
        ),
        example(
            "a vendor among ours",
            trust({"AWS": ["111122223333", "arn:aws:iam::999999999999:role/agent"]}),
            trustedAccounts=_OURS,
        ),
        example(
            "any external id",
            trust(_VENDOR, Condition={"StringLike": {"sts:ExternalId": "*"}}),
            trustedAccounts=_OURS,
        ),
        example(
            "another condition",
            trust(_VENDOR, Condition={"StringEquals": {"aws:PrincipalTag/team": "scan"}}),
            trustedAccounts=_OURS,
        ),
        example(
            "everybody outside the organization",
            trust(_VENDOR, Condition={"StringNotEquals": {"aws:PrincipalOrgID": "o-a1b2c3d4e5"}}),
            trustedAccounts=_OURS,
        ),
        example(
            "in the second statement",
            Given(
                ROLE,
                {
                    "assumeRolePolicy": document(
                        {"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
                        {"Principal": _VENDOR, "Action": "sts:AssumeRole"},
                    )
                },
            ),
            trustedAccounts=_OURS,
        ),
    ),
)
