"""Resource policies let in known accounts and the own organization only.

Nothing is judged until the configuration says whom to trust: which accounts, which organization, or both.
"""

import re
from collections.abc import Iterator

from .._documents import Statement
from .._frameworks import Framework, Tool
from .._model import Control, Example, Parameter, ResourceRule, SecurityHubControl, Severity, Tier, example
from .._resources import Resource
from ._helpers import RESOURCE_POLICIES, document, each_statement, given, named

_ACCOUNT = re.compile(r"(?:arn:[^:]*:[^:]*:[^:]*:)?(\d{12})(?::.*)?")
_ORGANIZATION = re.compile(r"(o-[a-z0-9]+)(?:/.*)?")


def _named_by(statement: Statement) -> Iterator[str]:
    """Whom the statement names: by its principals, and by the conditions that narrow it."""
    yield from (value for kind, value in statement.principals if kind == "AWS")
    keys = statement.narrowing_keys()
    for _, key, values in statement.conditions:
        if key.lower() in keys:
            yield from values


def _matches(expression: re.Pattern[str], statement: Statement) -> list[str]:
    found = (expression.fullmatch(value) for value in _named_by(statement))
    return sorted({match[1] for match in found if match})


def _check(resource: Resource) -> Iterator[str]:
    trusted: list[str] = resource.parameters["trustedAccounts"]
    ours: str = resource.parameters["organizationId"]

    def check_statement(statement: Statement) -> Iterator[str]:
        if not statement.allows:
            return
        organizations = _matches(_ORGANIZATION, statement)
        strangers = [id for id in organizations if ours and id != ours]
        if trusted and ours not in organizations:
            strangers += [id for id in _matches(_ACCOUNT, statement) if id not in trusted]
        if strangers:
            known = ", ".join([*trusted, *([ours] if ours else [])])
            yield f"{named(statement)} lets strangers in; got {', '.join(strangers)}, expected one of {known}"

    yield from each_statement(resource, check_statement)


_TOPIC = "aws:sns/topicPolicy:TopicPolicy"
_FRIEND = "111122223333"
_STRANGER = "444455556666"
_OURS = "o-a1b2c3d4e5"
_OTHERS = "o-z9y8x7w6v5"


def _by(title: str, principal: object, *, organization: str = _OURS, **elements: object) -> Example:
    """An example in which one account and, unless left out, the organization are trusted."""
    policy = given(_TOPIC, document(principal, **elements))
    return example(title, policy, trustedAccounts=[_FRIEND], organizationId=organization)


def _if(key: str, value: str, operator: str = "StringEquals") -> dict[str, dict[str, str]]:
    return {operator: {key: value}}


CONTROL = Control(
    id="resourcepolicy.known-accounts-only",
    title="Resource policies let in known accounts and the own organization only",
    practices=("iam.least-privilege", "iam.access-analyzer"),
    severity=Severity.HIGH,
    why="A partner's account that was forgotten in a policy keeps its access for ever.",
    fix="take the stranger out of the policy, or add the account to trustedAccounts",
    rules=(ResourceRule(RESOURCE_POLICIES, _check),),
    detection=(SecurityHubControl("S3.6"),),
    tier=Tier.MINIMAL,
    frameworks={Framework.FSBP: ("S3.6",)},
    equivalents={Tool.CHECKOV: ("CKV_AWS_385",)},
    parameters={
        "trustedAccounts": Parameter((), {"type": "array", "items": {"type": "string", "pattern": "^[0-9]{12}$"}}),
        "organizationId": Parameter("", {"type": "string", "pattern": "^(o-[a-z0-9]{10,32})?$"}),
    },
    good=(
        example("nobody is known, so nobody is strange", given(_TOPIC, document({"AWS": _STRANGER}))),
        example(
            "an account, while only the organization is known",
            given(_TOPIC, document({"AWS": _STRANGER})),
            organizationId=_OURS,
        ),
        example(
            "an organization, while only accounts are known",
            given(_TOPIC, document("*", Condition=_if("aws:PrincipalOrgID", _OTHERS))),
            trustedAccounts=[_FRIEND],
        ),
        _by("a trusted account", {"AWS": _FRIEND}),
        _by("a trusted account's root", {"AWS": f"arn:aws:iam::{_FRIEND}:root"}),
        _by("a trusted account's session", {"AWS": f"arn:aws:sts::{_FRIEND}:assumed-role/ci/run"}),
        _by(
            "a service for a trusted account",
            {"Service": "s3.amazonaws.com"},
            Condition=_if("aws:SourceAccount", _FRIEND),
        ),
        _by("the organization", "*", Condition=_if("aws:PrincipalOrgID", _OURS)),
        _by(
            "a unit of the organization", "*", Condition=_if("aws:PrincipalOrgPaths", f"{_OURS}/r-ab12/*", "StringLike")
        ),
        _by("any account within the organization", {"AWS": _STRANGER}, Condition=_if("aws:PrincipalOrgID", _OURS)),
        _by("a stranger is denied", {"AWS": _STRANGER}, Effect="Deny"),
        _by(
            "strangers are left out",
            {"AWS": _FRIEND},
            Condition=_if("aws:PrincipalAccount", _STRANGER, "StringNotEquals"),
        ),
        _by("a number that is no account", {"AWS": _FRIEND}, Condition=_if("sts:ExternalId", _STRANGER)),
        _by("a user of AWS's own", {"AWS": "arn:aws:iam::cloudfront:user/CloudFront Origin Access Identity E1"}),
    ),
    bad=(
        _by("a strange account", {"AWS": _STRANGER}),
        _by("a strange account, whatever the organization", {"AWS": _STRANGER}, organization=""),
        _by("a strange account's root, with a name", {"AWS": f"arn:aws:iam::{_STRANGER}:root"}, Sid="Partner"),
        _by("a strange account's role", {"AWS": f"arn:aws:iam::{_STRANGER}:role/reader"}),
        _by("a strange account among trusted ones", {"AWS": [_FRIEND, _STRANGER]}),
        _by(
            "a service for a strange account",
            {"Service": "s3.amazonaws.com"},
            Condition=_if("aws:SourceAccount", _STRANGER),
        ),
        _by(
            "a strange bus",
            "*",
            Condition=_if("aws:SourceArn", f"arn:aws:events:eu-west-1:{_STRANGER}:rule/x", "ArnLike"),
        ),
        _by("a strange organization", "*", Condition=_if("aws:PrincipalOrgID", _OTHERS)),
        _by(
            "a unit of a strange organization",
            "*",
            Condition=_if("aws:PrincipalOrgPaths", f"{_OTHERS}/*", "StringLike"),
        ),
        example(
            "a strange organization, whatever the accounts",
            given(_TOPIC, document("*", Condition=_if("aws:PrincipalOrgID", _OTHERS))),
            organizationId=_OURS,
        ),
        *(
            example(
                f"a strange account by {token}", given(token, document({"AWS": _STRANGER})), trustedAccounts=[_FRIEND]
            )
            for token in RESOURCE_POLICIES
        ),
    ),
)
