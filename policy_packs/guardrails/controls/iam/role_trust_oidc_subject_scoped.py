"""Roles that an OpenID Connect provider's users assume say whose token, and for whom it was made.

Sources: IAM user guide, "Identity-provider controls for shared OIDC providers"; the providers' pages on the subject
claim (Bitbucket, Buildkite, CircleCI, GitHub, GitLab, HCP Terraform, Pulumi).
"""

import re
from collections.abc import Iterator, Mapping

from .._documents import Statement, statements
from .._frameworks import Tool
from .._model import Control, Given, Parameter, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import ROLE, document, named, trust

_PROVIDER = re.compile(r"(?:arn:[^:]*:iam::[^:]*:oidc-provider/)?([^:/*]+\.[^:*]+)")

# Issuers that anybody can get a token of: what the subject has to start with, so that it fixes the organization. Claims
# that everybody chooses freely, such as the name of a workflow or of a branch, fix nothing at the start.
_SHARED_ISSUERS = {
    "agent.buildkite.com": r"organization:[^:*?]+:",
    "api.pulumi.com/oidc": r"pulumi:\w+:org:[^:*?]+:",
    "app.terraform.io": r"organization:[^:*?]+:",
    "gitlab.com": r"project_path:[^/:*?]+/",
    "token.actions.githubusercontent.com": (
        r"(repo|repository):[^/:*?]+/|(enterprise|repository_id|repository_owner|repository_owner_id):[^/:*?]+(:|$)"
    ),
}
# Issuers with an organization in their address: any subject that is named will do.
_SUBJECT = r"[^*?]"
# Issuers of people's tokens: the audience is the application, and the subject is whoever signed in.
_SIGN_IN_ISSUERS = {
    "accounts.google.com": "aud",
    "cognito-identity.amazonaws.com": "aud",
    "graph.facebook.com": "app_id",
    "www.amazon.com": "app_id",
}
_DEMANDING = ("stringequals", "stringequalsignorecase", "stringlike")


def _fixes(statement: Statement, claim: str, issuer: str, start: str) -> bool:
    """Whether a condition demands the issuer's claim, with values that all have the start before any wildcard."""
    # A GitHub enterprise with an issuer of its own has its name after the shared one's.
    key = re.compile(rf"{re.escape(issuer)}(/[^:]+)?:{claim}", re.IGNORECASE)
    return any(
        operator in _DEMANDING and key.fullmatch(name) and values and all(re.match(start, value) for value in values)
        for operator, name, values in statement.conditions
    )


def _check_issuer(role: Resource, statement: Statement, issuer: str) -> Iterator[str]:
    start = _SHARED_ISSUERS.get(issuer, "")
    asked = issuer in _SIGN_IN_ISSUERS or (start and role.parameters["requireAudience"])
    claim = _SIGN_IN_ISSUERS.get(issuer, "aud")
    if asked and not _fixes(statement, claim, issuer, _SUBJECT):
        yield f"tokens made for somebody else are accepted; got no fixed {issuer}:{claim}, expected StringEquals on it"
    if issuer not in _SIGN_IN_ISSUERS and not _fixes(statement, "sub", issuer, start or _SUBJECT):
        yield f"anybody's tokens of {issuer} are accepted; got no fixed {issuer}:sub, expected one that names whose"


def _check(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        if statement.allows and statement.covers_action("sts:AssumeRoleWithWebIdentity"):
            for kind, value in statement.principals:
                if kind == "Federated" and (found := _PROVIDER.fullmatch(value)):
                    for message in _check_issuer(role, statement, found[1]):
                        yield f"in {name}, {message}"


_GITHUB = "token.actions.githubusercontent.com"
_BRANCH = "repo:anycompany/payments:ref:refs/heads/main"
_TO_STS = {f"{_GITHUB}:aud": "sts.amazonaws.com"}


def _trusting(issuer: str, **conditions: Mapping[str, object]) -> Given:
    arn = issuer if issuer in _SIGN_IN_ISSUERS else f"arn:aws:iam::111122223333:oidc-provider/{issuer}"
    return trust({"Federated": arn}, Action="sts:AssumeRoleWithWebIdentity", Condition=conditions)


def _subject(issuer: str, *subjects: str) -> Given:
    return _trusting(issuer, StringLike={f"{issuer}:sub": list(subjects)})


_CLUSTER = "oidc.eks.us-east-1.amazonaws.com/id/0123456789ABCDEF0123456789ABCDEF"
_CIRCLECI = "oidc.circleci.com/org/3b5e4f0a-1111-2222-3333-444455556666"
_BITBUCKET = "api.bitbucket.org/2.0/workspaces/anycompany/pipelines-config/identity/oidc"
_FACEBOOK = "graph.facebook.com"
_COGNITO = "cognito-identity.amazonaws.com"

CONTROL = Control(
    id="iam.role-trust-oidc-subject-scoped",
    title="Roles that OpenID Connect tokens assume say whose tokens they take",
    practices=("iam.least-privilege", "application.secrets"),
    severity=Severity.CRITICAL,
    tier=Tier.MINIMAL,
    why="Everybody who uses the same provider holds valid tokens of it; the subject is what tells them apart.",
    fix="require the provider's :sub in the condition, and begin it with the organization and the repository",
    rules=(ResourceRule((ROLE,), _check),),
    equivalents={Tool.CHECKOV: ("CKV_AWS_393", "CKV_AWS_358")},
    parameters={
        "requireAudience": Parameter(
            False,
            {
                "type": "boolean",
                "description": "Whether the audience must be fixed too where the subject says whose tokens are taken; "
                "IAM itself takes only tokens for the audiences of the provider.",
            },
        )
    },
    good=(
        example("everything omitted", Given(ROLE)),
        example("subject and audience", _trusting(_GITHUB, StringEquals=_TO_STS | {f"{_GITHUB}:sub": _BRANCH})),
        example(
            "both where both are asked for",
            _trusting(_GITHUB, StringEquals=_TO_STS | {f"{_GITHUB}:sub": _BRANCH}),
            requireAudience=True,
        ),
        *(
            example(what, _subject(issuer, subject))
            for what, issuer, subject in (
                ("all repositories of an organization", _GITHUB, "repo:anycompany/*"),
                ("a repository by its long name", _GITHUB, "repository:anycompany/payments:*"),
                ("a repository by its id", _GITHUB, "repository_id:5678"),
                ("an enterprise", _GITHUB, "enterprise:anycompany:*"),
                ("an organization by its id", _GITHUB, "repository_owner_id:1234"),
                ("an organization, then its repositories", _GITHUB, "repository_owner:anycompany:*"),
                ("an enterprise's own issuer", f"{_GITHUB}/anycompany", "repo:anycompany/payments:*"),
                ("a group of GitLab", "gitlab.com", "project_path:anycompany/*:ref_type:branch:ref:main"),
                ("a workspace of HCP Terraform", "app.terraform.io", "organization:anycompany:project:a:workspace:b:*"),
                ("a pipeline of Buildkite", "agent.buildkite.com", "organization:anycompany:pipeline:payments:*"),
                ("a stack of Pulumi", "api.pulumi.com/oidc", "pulumi:deploy:org:anycompany:project:payments:*"),
                ("a project of CircleCI", _CIRCLECI, "org/3b5e4f0a/project/7c1d/user/*"),
                ("a repository of Bitbucket", _BITBUCKET, "{3b5e4f0a}*"),
                ("a service account of a cluster", _CLUSTER, "system:serviceaccount:payments:api"),
            )
        ),
        example(
            "the subject without regard to case", _trusting(_GITHUB, StringEqualsIgnoreCase={f"{_GITHUB}:SUB": _BRANCH})
        ),
        example("an identity pool", _trusting(_COGNITO, StringEquals={f"{_COGNITO}:aud": "us-east-1:5f0c9f0a"})),
        example(
            "an application of Facebook",
            _trusting("graph.facebook.com", StringEquals={"graph.facebook.com:app_id": "1"}),
        ),
        example(
            "a deny",
            trust(
                {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{_GITHUB}"},
                Effect="Deny",
                Action="sts:AssumeRoleWithWebIdentity",
            ),
        ),
        example(
            "a session's tags alone",
            trust({"Federated": f"arn:aws:iam::111122223333:oidc-provider/{_GITHUB}"}, Action="sts:TagSession"),
        ),
        example("no federation", trust({"Service": "ec2.amazonaws.com"}, Action="sts:*")),
        example(
            "an issuer of one's own without an audience",
            _subject(_CLUSTER, "system:serviceaccount:payments:api"),
            requireAudience=True,
        ),
        example(
            "the claim of an enterprise's own issuer",
            _trusting(_GITHUB, StringEquals={f"{_GITHUB}/anycompany:sub": _BRANCH}),
        ),
        example(
            "another way to sign in",
            trust({"Federated": "arn:aws:iam::111122223333:saml-provider/people"}, Action="sts:*"),
        ),
    ),
    bad=(
        example("neither subject nor audience", _trusting(_GITHUB)),
        example("the audience only", _trusting(_GITHUB, StringEquals=_TO_STS)),
        example("no audience where one is asked for", _subject(_GITHUB, _BRANCH), requireAudience=True),
        *(
            example(f"GitHub: {subject}", _subject(_GITHUB, subject))
            for subject in (
                "*",
                "repo:*",
                "repo:*/payments:*",
                "repo:anycompany*",
                "repository_owner:any*",
                "anycompany",
                "workflow:deploy:repo:anycompany/payments:*",
                "environment:production",
                "job_workflow_ref:anycompany/ci/.github/workflows/deploy.yml@*",
            )
        ),
        example(
            "an exact subject that anybody can have", _trusting(_GITHUB, StringEquals={f"{_GITHUB}:sub": "ref:main"})
        ),
        example("no subject at all", _subject(_GITHUB)),
        example("one of two subjects is anybody's", _subject(_GITHUB, _BRANCH, "repo:*")),
        example("everybody but one subject", _trusting(_GITHUB, StringNotEquals={f"{_GITHUB}:sub": _BRANCH})),
        example("the subject of another provider", _trusting(_GITHUB, StringEquals={"gitlab.com:sub": _BRANCH})),
        *(
            example(f"{issuer}: {subject}", _subject(issuer, subject))
            for issuer, subject in (
                ("gitlab.com", "project_path:*/payments:*"),
                ("gitlab.com", "ref:main:project_path:anycompany/payments"),
                ("app.terraform.io", "organization:*:project:*:workspace:*:run_phase:*"),
                ("agent.buildkite.com", "organization:any*"),
                ("api.pulumi.com/oidc", "pulumi:deploy:org:*"),
                (_CIRCLECI, "*"),
            )
        ),
        example("every service account of a cluster", _trusting(_CLUSTER)),
        example("any identity pool", _trusting(_COGNITO)),
        example(
            "any application of Facebook", _trusting("graph.facebook.com", StringEquals={"graph.facebook.com:aud": "1"})
        ),
        example(
            "a second statement without conditions",
            Given(
                ROLE,
                {
                    "assumeRolePolicy": document(
                        {"Principal": {"Service": "ec2.amazonaws.com"}, "Action": "sts:AssumeRole"},
                        {
                            "Principal": {"Federated": f"arn:aws:iam::111122223333:oidc-provider/{_GITHUB}"},
                            "Action": "sts:*",
                        },
                    )
                },
            ),
        ),
    ),
)
