"""Roles that SAML assertions open are opened by those made for AWS only.

Source: IAM user guide, "Creating a role for SAML 2.0 federation".
"""

import re
from collections.abc import Iterator

from .._documents import statements
from .._model import Control, Given, ResourceRule, Severity, Tier, example
from .._resources import Resource
from ._helpers import ROLE, named, narrowing_keys, trust

_PROVIDER = re.compile(r"arn:[^:]*:iam::[^:]*:saml-provider/.*")
_AUDIENCE = {"saml:aud", "saml:recipient"}


def _check(role: Resource) -> Iterator[str]:
    for name, statement in named(statements(role, "assumeRolePolicy")):
        providers = [value for _, value in statement.principals if _PROVIDER.fullmatch(value)]
        accepts = statement.allows and statement.covers_action("sts:AssumeRoleWithSAML")
        if accepts and providers and not narrowing_keys(statement) & _AUDIENCE:
            yield (
                f"assertions made for another application are accepted; got {', '.join(providers)} in {name}"
                f" without SAML:aud, expected StringEquals on SAML:aud"
            )


_PEOPLE = {"Federated": "arn:aws:iam::111122223333:saml-provider/people"}


def _trusting(**elements: object) -> Given:
    return trust(_PEOPLE, **{"Action": "sts:AssumeRoleWithSAML", **elements})


CONTROL = Control(
    id="iam.role-trust-saml-audience",
    title="Roles that SAML assertions open name the audience of the assertion",
    practices=("iam.least-privilege",),
    severity=Severity.LOW,
    tier=Tier.REGULATED,
    why="An identity provider signs assertions for many applications; the audience tells which one is for AWS.",
    fix="add the condition StringEquals SAML:aud https://signin.aws.amazon.com/saml",
    rules=(ResourceRule((ROLE,), _check),),
    good=(
        example("everything omitted", Given(ROLE)),
        example(
            "the audience",
            _trusting(Condition={"StringEquals": {"SAML:aud": "https://signin.aws.amazon.com/saml"}}),
        ),
        example(
            "the endpoints",
            _trusting(Condition={"StringLike": {"saml:recipient": "https://*.signin.aws.amazon.com/saml/*"}}),
        ),
        example("the session's tags alone", _trusting(Action="sts:TagSession")),
        example("a deny", _trusting(Effect="Deny")),
        example(
            "tokens of OpenID Connect",
            trust({"Federated": "arn:aws:iam::111122223333:oidc-provider/gitlab.com"}, Action="sts:*"),
        ),
        example("a role", trust({"AWS": "arn:aws:iam::111122223333:role/saml-provider/ci"}, Action="sts:*")),
    ),
    bad=(
        example("no condition", _trusting()),
        example("any audience", _trusting(Condition={"StringLike": {"SAML:aud": "*"}})),
        example("another condition", _trusting(Condition={"StringEquals": {"SAML:sub_type": "persistent"}})),
        example("every audience but one", _trusting(Condition={"StringNotEquals": {"SAML:aud": "https://a.example"}})),
        example("with all actions", _trusting(Action="sts:*")),
    ),
)
