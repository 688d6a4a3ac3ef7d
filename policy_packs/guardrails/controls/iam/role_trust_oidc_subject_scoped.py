"""Roles that an OpenID Connect provider's users assume say whose token, and for whom it was made.

Sources: IAM user guide, "Identity-provider controls for shared OIDC providers"; the providers' pages on the subject
claim (GitHub, GitLab, HCP Terraform, Buildkite, Pulumi).
"""

import re
from collections.abc import Iterator, Mapping

from .._documents import Statement, statements
from .._model import Control, Given, ResourceRule, Severity, example
from .._resources import Resource
from ._helpers import ROLE, document, trust

_PROVIDER = re.compile(r"(?:arn:[^:]*:iam::[^:]*:oidc-provider/)?([^:/*]+\.[^:*]+)")

# Issuers that anybody can get a token of: what the subject has to start with, so that it fixes the organization.
_SHARED_ISSUERS = {
    "agent.buildkite.com": r"organization:[^:*?]+:",
    "api.pulumi.com/oidc": r"pulumi:\w+:org:[^:*?]+:",
    "app.terraform.io": r"organization:[^:*?]+:",
    "gitlab.com": r"\w+:[^/:*?]+[/:]",
    "token.actions.githubusercontent.com": r"\w+:[^/:*?]+[/:]",
}
# Issuers of people's tokens: the audience is the application, and the subject is whoever signed in.
_SIGN_IN_ISSUERS = {
    "accounts.google.com": "aud",
    "cognito-identity.amazonaws.com": "aud",
    "graph.facebook.com": "app_id",
    "www.amazon.com": "app_id",
}
_EXACT = ("stringequals", "stringequalsignorecase")


def _fixes(statement: Statement, key: str, start: str) -> bool:
    """Whether a condition demands the key, with values that are exact or have the start before any wildcard."""
    return any(
        name.lower() == key.lower()
        and (
            operator in _EXACT
            or (operator == "stringlike" and all(not set("*?") & set(v) or re.match(start, v) for v in values))
        )
        for operator, name, values in statement.conditions
    )


def _check_issuer(statement: Statement, issuer: str) -> Iterator[str]:
    audience = f"{issuer}:{_SIGN_IN_ISSUERS.get(issuer, 'aud')}"
    if issuer in (*_SHARED_ISSUERS, *_SIGN_IN_ISSUERS) and not _fixes(statement, audience, "[^*?]"):
        yield f"tokens made for somebody else are accepted; got no fixed {audience}, expected StringEquals on it"
    subject = f"{issuer}:sub"
    if issuer not in _SIGN_IN_ISSUERS and not _fixes(statement, subject, _SHARED_ISSUERS.get(issuer, "[^*?]")):
        yield f"anybody's tokens of {issuer} are accepted; got no fixed {subject}, expected one that names whose"


def _check(role: Resource) -> Iterator[str]:
    for statement in statements(role, "assumeRolePolicy"):
        if statement.allows and statement.covers_action("sts:AssumeRoleWithWebIdentity"):
            for kind, value in statement.principals:
                if kind == "Federated" and (found := _PROVIDER.fullmatch(value)):
                    yield from _check_issuer(statement, found[1])


_GITHUB = "token.actions.githubusercontent.com"
_SUBJECT = "repo:anycompany/payments:ref:refs/heads/main"
_TO_STS = {f"{_GITHUB}:aud": "sts.amazonaws.com"}


def _trusting(issuer: str, **conditions: Mapping[str, object]) -> Given:
    arn = issuer if issuer in _SIGN_IN_ISSUERS else f"arn:aws:iam::111122223333:oidc-provider/{issuer}"
    return trust({"Federated": arn}, Action="sts:AssumeRoleWithWebIdentity", Condition=conditions)


_CLUSTER = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"
_COGNITO = "cognito-identity.amazonaws.com"

CONTROL = Control(
    id="iam.role-trust-oidc-subject-scoped",
    title="Roles that OpenID Connect tokens assume say whose tokens they take",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.CRITICAL,
    why="Everybody who uses the same provider holds valid tokens of it; the subject is what tells them apart.",
    fix="require the provider's :aud and :sub in the condition, and name the organization and the repository in :sub",
    rules=(ResourceRule((ROLE,), _check),),
    good=(
        example(
            "one branch of one repository", _trusting(_GITHUB, StringEquals=_TO_STS | {f"{_GITHUB}:sub": _SUBJECT})
        ),
        example(
            "all repositories of one organization",
            _trusting(_GITHUB, StringEquals=_TO_STS, StringLike={f"{_GITHUB}:sub": "repo:anycompany/*"}),
        ),
        example(
            "a service account of a cluster",
            _trusting(_CLUSTER, StringEquals={f"{_CLUSTER}:sub": "system:serviceaccount:payments:api"}),
        ),
        example("an identity pool", _trusting(_COGNITO, StringEquals={f"{_COGNITO}:aud": "us-east-1:5f0c9f0a"})),
        example(
            "a deny",
            trust(
                {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{_GITHUB}"},
                Effect="Deny",
                Action="sts:AssumeRoleWithWebIdentity",
            ),
        ),
        example("no federation", trust({"Service": "ec2.amazonaws.com"})),
    ),
    bad=(
        example("neither subject nor audience", _trusting(_GITHUB)),
        example("the audience only", _trusting(_GITHUB, StringEquals=_TO_STS)),
        example("the subject only", _trusting(_GITHUB, StringEquals={f"{_GITHUB}:sub": _SUBJECT})),
        *(
            example(what, _trusting(_GITHUB, StringEquals=_TO_STS, StringLike={f"{_GITHUB}:sub": subject}))
            for what, subject in (
                ("any subject", "*"),
                ("any organization", "repo:*/payments:*"),
                ("any organization whose name starts so", "repo:anycompany*"),
            )
        ),
        example(
            "one of two subjects is anybody's",
            _trusting(_GITHUB, StringEquals=_TO_STS, StringLike={f"{_GITHUB}:sub": [_SUBJECT, "repo:*"]}),
        ),
        example(
            "everybody but one subject",
            _trusting(_GITHUB, StringEquals=_TO_STS, StringNotEquals={f"{_GITHUB}:sub": _SUBJECT}),
        ),
        example(
            "every organization of HCP Terraform",
            _trusting(
                "app.terraform.io",
                StringEquals={"app.terraform.io:aud": "aws.workload.identity"},
                StringLike={"app.terraform.io:sub": "organization:*:project:*:workspace:*:run_phase:*"},
            ),
        ),
        example("every service account of a cluster", _trusting(_CLUSTER)),
        example("any identity pool", _trusting(_COGNITO)),
        example(
            "a second statement without conditions",
            Given(
                ROLE,
                {
                    "assumeRolePolicy": document(
                        {"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
                        {
                            "Principal": {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{_GITHUB}"},
                            "Action": "sts:AssumeRoleWithWebIdentity",
                        },
                    )
                },
            ),
        ),
    ),
)
