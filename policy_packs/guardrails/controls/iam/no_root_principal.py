"""Nobody works as root, and no role trusts a whole account."""

import re
from collections.abc import Iterator

from .._documents import Statement, statements
from .._frameworks import Framework, Tool
from .._model import (
    ConfigRule,
    Control,
    Exempt,
    Given,
    Guardrail,
    ResourceRule,
    SecurityHubControl,
    Severity,
    example,
)
from .._resources import Resource
from ._helpers import ROLE, document, named, needs_mfa, trust

_ACCOUNT = re.compile(r"\d{12}|arn:[^:]*:iam::\d{12}:root")
_WHO = ("aws:principalarn", "aws:userid", "aws:username", "sts:externalid")
_OPERATORS = ("arnequals", "arnlike", "stringequals", "stringequalsignorecase", "stringlike")


def _says_who(statement: Statement) -> bool:
    """Whether a condition picks principals out of the account; a star after the last slash picks all of them."""
    return any(
        operator in _OPERATORS
        and (key.lower() in _WHO or key.lower().startswith("aws:principaltag/"))
        and all(value.rpartition("/")[2].strip("*?") for value in values)
        for operator, key, values in statement.conditions
    )


def _check(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        accounts = [value for _, value in statement.principals if _ACCOUNT.fullmatch(value)]
        if statement.allows and accounts and not _says_who(statement) and not needs_mfa(statement):
            yield (
                f"root and every principal of an account can be let in; got {', '.join(accounts)} in {name}"
                " without a condition on who, expected the ARNs of roles"
            )


_ROOT = {"AWS": "arn:aws:iam::111122223333:root"}

CONTROL = Control(
    id="iam.no-root-principal",
    title="Nobody works as root, and no role trusts a whole account",
    practices=("iam.no-root", "iam.least-privilege"),
    severity=Severity.MEDIUM,
    why="Nothing limits root, and who is let in by the other account's administrators is out of our hands.",
    fix="name roles in assumeRolePolicy, or add a condition on aws:PrincipalArn, sts:ExternalId or MFA",
    rules=(ResourceRule((ROLE,), _check),),
    guardrails=(
        # Sessions of sts:AssumeRoot, which central root management uses for single tasks, are let through: they
        # carry aws:AssumedRoot, can do no more than AWS's task policy, and only the organization can start them.
        Guardrail(
            sid="DenyRootUser",
            actions=("*",),
            conditions={
                "StringLike": {"aws:PrincipalArn": "arn:{partition}:iam::*:root"},
                "Null": {"aws:AssumedRoot": "true"},
            },
            exempt=Exempt.NOBODY,
        ),
    ),
    detection=(
        ConfigRule("IAM_ROOT_ACCESS_KEY_CHECK"),
        ConfigRule("ROOT_ACCOUNT_MFA_ENABLED"),
        SecurityHubControl("IAM.4"),
    ),
    frameworks={
        Framework.FSBP: ("IAM.4",),
        Framework.CIS_3_0: ("1.7",),
        Framework.CIS_5_0: ("1.6",),
        Framework.CIS_7_0: ("2.7",),
    },
    equivalents={Tool.CHECKOV: ("CKV_AWS_61",)},
    good=(
        example("everything omitted", Given(ROLE)),
        example("a role", trust({"AWS": "arn:aws:iam::111122223333:role/ci"})),
        example("a service", trust({"Service": "ec2.amazonaws.com"})),
        example(
            "the roles of a permission set",
            trust(
                _ROOT,
                Condition={
                    "ArnLike": {
                        "aws:PrincipalArn": "arn:aws:iam::111122223333:role/aws-reserved/sso.amazonaws.com/*/"
                        "AWSReservedSSO_Administrator_*"
                    }
                },
            ),
        ),
        example("a vendor with its external id", trust(_ROOT, Condition={"StringEquals": {"sts:ExternalId": "4711"}})),
        example(
            "principals of a team",
            trust(_ROOT, Condition={"StringEquals": {"aws:PrincipalTag/team": "payments"}}),
        ),
        example(
            "people with a second factor", trust(_ROOT, Condition={"Bool": {"aws:MultiFactorAuthPresent": "true"}})
        ),
        example("a deny", trust(_ROOT, Effect="Deny")),
    ),
    bad=(
        example("a whole account", trust(_ROOT)),
        example("a whole account, written short", trust({"AWS": "111122223333"})),
        example("a role and a whole account", trust({"AWS": ["arn:aws:iam::111122223333:role/ci", "444455556666"]})),
        example(
            "every role of the account",
            trust(_ROOT, Condition={"ArnLike": {"aws:PrincipalArn": "arn:aws:iam::111122223333:role/*"}}),
        ),
        example(
            "everybody in the account but one",
            trust(_ROOT, Condition={"StringNotEquals": {"aws:username": "mallory"}}),
        ),
        example(
            "one external id, or any",
            trust(_ROOT, Condition={"StringLike": {"sts:ExternalId": ["4711", "*"]}}),
        ),
        example(
            "roles of a team's path, or any",
            trust(_ROOT, Condition={"ArnLike": {"aws:PrincipalArn": ["arn:aws:iam::*:role/ci", "*"]}}),
        ),
        example(
            "people without a second factor", trust(_ROOT, Condition={"Bool": {"aws:MultiFactorAuthPresent": "false"}})
        ),
        example("another condition", trust(_ROOT, Condition={"StringEquals": {"aws:RequestedRegion": "us-east-1"}})),
        example("any external id", trust(_ROOT, Condition={"StringLike": {"sts:ExternalId": "*"}})),
        example(
            "in the second statement",
            Given(
                ROLE,
                {
                    "assumeRolePolicy": document(
                        {"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
                        {"Principal": _ROOT, "Action": "sts:AssumeRole"},
                    )
                },
            ),
        ),
    ),
)
